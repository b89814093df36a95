package io.holdfast.suite.torture.history;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All wishes of all clients; they write it side by side. */
public final class History {

    private final Queue<Wish> wishes = new ConcurrentLinkedQueue<>();

    /** Notes that something is wanted, before it is asked. */
    public Wish add(Wish wish) {
        wishes.add(wish);
        return wish;
    }

    public Collection<Wish> wishes() {
        return List.copyOf(wishes);
    }

    /** Wishes of which nobody knows what became of them. */
    public List<Wish> open() {
        return wishes.stream().filter(wish -> wish.outcome() == Reply.Kind.UNKNOWN).toList();
    }

    /** How many wishes ended how; of those that failed, why. */
    public Map<String, Long> summary() {
        Map<String, Long> counts = new TreeMap<>();
        for (Wish wish : wishes) {
            for (Reply reply : wish.replies()) {
                counts.merge(reply.kind() == Reply.Kind.DONE ? "done" : reply.said(), 1L, Long::sum);
            }
        }
        return counts;
    }
}
