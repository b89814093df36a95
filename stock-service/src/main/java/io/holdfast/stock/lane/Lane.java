package io.holdfast.stock.lane;

import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.metrics.CommandMetrics;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** One queue of commands and the one batch of them that is being decided. */
final class Lane {

    /** @param since when it came, in {@link System#nanoTime()} */
    private record Waiting(Command command, CompletableFuture<Outcome> answer, long since) {}

    private final Function<List<Command>, Uni<List<Result>>> decider;
    private final Executor executor;
    private final CommandMetrics metrics;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean busy = new AtomicBoolean();

    /**
     * @param decider decides a batch; answers for each command of it, in order
     * @param executor where batches are started, away from the threads of requests: a caller that hangs up can't stop one half-way
     */
    Lane(Function<List<Command>, Uni<List<Result>>> decider, Executor executor, CommandMetrics metrics) {
        this.decider = decider;
        this.executor = executor;
        this.metrics = metrics;
    }

    /** The answer comes when the command's batch is durable; 503 if too many wait already. */
    CompletableFuture<Outcome> submit(Command command) {
        if (waiting.incrementAndGet() > Limits.WAITING_PER_LANE) {
            waiting.decrementAndGet();
            metrics.turnedAway();
            return CompletableFuture.failedFuture(Problem.unavailable("Too many commands are waiting for these SKUs.", 1));
        }
        Waiting entry = new Waiting(command, new CompletableFuture<>(), System.nanoTime());
        queue.add(entry);
        start();
        return entry.answer();
    }

    private void start() {
        if (busy.compareAndSet(false, true)) {
            executor.execute(this::decideNext);
        }
    }

    private void decideNext() {
        List<Waiting> batch = take();
        if (batch.isEmpty()) {
            busy.set(false);
            // One may have come between the look into the queue and the line above.
            if (!queue.isEmpty()) {
                start();
            }
            return;
        }
        metrics.took(batch.size(), batch.get(0).since());
        // Deferred, so that even a decider that throws fails its batch and not the lane.
        Uni.createFrom().deferred(() -> decider.apply(commands(batch)))
                .subscribe().with(results -> answer(batch, results), failure -> fail(batch, failure));
    }

    private static List<Command> commands(List<Waiting> batch) {
        return batch.stream().map(Waiting::command).toList();
    }

    private List<Waiting> take() {
        List<Waiting> batch = new ArrayList<>();
        int lines = 0;
        while (batch.size() < Limits.COMMANDS_PER_BATCH && lines < Limits.LINES_PER_BATCH) {
            Waiting next = queue.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
            lines += next.command().size();
        }
        waiting.addAndGet(-batch.size());
        return batch;
    }

    private void answer(List<Waiting> batch, List<Result> results) {
        // The next batch is on its way to the database while those who asked for this one are answered.
        executor.execute(this::decideNext);
        metrics.decided(commands(batch), results.stream().map(Result::outcome).toList());
        for (int i = 0; i < batch.size(); i++) {
            results.get(i).complete(batch.get(i).answer());
        }
    }

    private void fail(List<Waiting> batch, Throwable failure) {
        executor.execute(this::decideNext);
        metrics.decided(commands(batch), Collections.nCopies(batch.size(), null));
        batch.forEach(entry -> entry.answer().completeExceptionally(failure));
    }
}
