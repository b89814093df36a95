package io.holdfast.suite.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Runs steps side by side, but never two of one SKU, and those in file order. A step lets the next ones go as soon as
 * what is available is settled: paying and shipping what is reserved changes nothing that another order could notice.
 */
final class Scheduler {

    /**
     * A step under way.
     *
     * @param settled nothing that follows in it changes what is available
     * @param ended all of it is done
     */
    record Running(CompletionStage<?> settled, CompletionStage<?> ended) {}

    private final Function<Step, Running> start;
    private final int atOnce;
    private final PriorityQueue<Node> ready = new PriorityQueue<>((a, b) -> Integer.compare(a.place, b.place));
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int open;
    private int running;

    private static final class Node {
        private final int place;
        private final Step step;
        private final List<Node> afterSettled = new ArrayList<>();
        private final List<Node> afterEnded = new ArrayList<>();
        private int waitingFor;

        Node(int place, Step step) {
            this.place = place;
            this.step = step;
        }
    }

    Scheduler(int atOnce, Function<Step, Running> start) {
        this.atOnce = atOnce;
        this.start = start;
    }

    /** Completes when every step has ended; fails with the first failure of any. */
    synchronized CompletableFuture<Void> run(List<Step> steps) {
        open = steps.size();
        nodes(steps).stream().filter(node -> node.waitingFor == 0).forEach(ready::add);
        next();
        return done;
    }

    private static List<Node> nodes(List<Step> steps) {
        Map<String, Node> lastOfSku = new HashMap<>();
        Map<Step, Node> ofSale = new IdentityHashMap<>();
        List<Node> nodes = new ArrayList<>();
        for (Step step : steps) {
            Node node = new Node(nodes.size(), step);
            nodes.add(node);
            step.skus().stream().map(sku -> lastOfSku.put(sku, node)).filter(Objects::nonNull).distinct()
                    .forEach(before -> follow(before.afterSettled, node));
            if (step instanceof Step.TakeBack back) {
                back.candidates().forEach(sale -> follow(ofSale.get(sale).afterEnded, node));
            } else {
                ofSale.put(step, node);
            }
        }
        return nodes;
    }

    private static void follow(List<Node> followers, Node node) {
        followers.add(node);
        node.waitingFor++;
    }

    private void next() {
        if (open == 0) {
            done.complete(null);
        }
        while (running < atOnce && !ready.isEmpty() && !done.isCompletedExceptionally()) {
            Node node = ready.poll();
            running++;
            Running now = start.apply(node.step);
            now.settled().whenComplete((result, failure) -> passed(node.afterSettled, failure));
            now.ended().whenComplete((result, failure) -> ended(node, failure));
        }
    }

    private synchronized void passed(List<Node> followers, Throwable failure) {
        if (failure != null) {
            done.completeExceptionally(failure);
            return;
        }
        for (Node follower : followers) {
            if (--follower.waitingFor == 0) {
                ready.add(follower);
            }
        }
        next();
    }

    private synchronized void ended(Node node, Throwable failure) {
        running--;
        open--;
        passed(node.afterEnded, failure);
    }
}
