package io.holdfast.stock.lane;

import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
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

    private record Waiting(Command command, CompletableFuture<Outcome> answer) {}

    private final Function<List<Command>, Uni<List<Result>>> decider;
    private final Executor executor;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean busy = new AtomicBoolean();

    /**
     * @param decider decides a batch; answers for each command of it, in order
     * @param executor where batches are started, away from the threads of requests: a caller that hangs up can't stop one half-way
     */
    Lane(Function<List<Command>, Uni<List<Result>>> decider, Executor executor) {
        this.decider = decider;
        this.executor = executor;
    }

    /** The answer comes when the command's batch is durable; 503 if too many wait already. */
    CompletableFuture<Outcome> submit(Command command) {
        if (waiting.incrementAndGet() > Limits.WAITING_PER_LANE) {
            waiting.decrementAndGet();
            return CompletableFuture.failedFuture(Problem.unavailable("Too many commands are waiting for these SKUs.", 1));
        }
        Waiting entry = new Waiting(command, new CompletableFuture<>());
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
        // Deferred, so that even a decider that throws fails its batch and not the lane.
        Uni.createFrom().deferred(() -> decider.apply(batch.stream().map(Waiting::command).toList()))
                .subscribe().with(results -> answer(batch, results), failure -> fail(batch, failure));
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
        for (int i = 0; i < batch.size(); i++) {
            results.get(i).complete(batch.get(i).answer());
        }
    }

    private void fail(List<Waiting> batch, Throwable failure) {
        executor.execute(this::decideNext);
        batch.forEach(entry -> entry.answer().completeExceptionally(failure));
    }
}
