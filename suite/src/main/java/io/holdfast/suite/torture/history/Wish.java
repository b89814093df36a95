package io.holdfast.suite.torture.history;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One thing that a client wants done once, however often it asks.
 *
 * @param id its own name: the reference of an order, the event id of a payment or cancellation, the reason of an adjustment
 * @param order the reference of the order that it is about; null for an adjustment
 * @param lines units by SKU that it names; empty if it names none
 * @param replies oldest first
 */
public record Wish(Kind kind, String id, String order, Map<String, Long> lines, List<Reply> replies) {

    /** What is wanted. */
    public enum Kind { PLACE, PAY, CANCEL, ADJUST }

    private Wish(Kind kind, String id, String order, Map<String, Long> lines) {
        this(kind, id, order, Map.copyOf(lines), new CopyOnWriteArrayList<>());
    }

    public static Wish place(String reference, Map<String, Long> lines) {
        return new Wish(Kind.PLACE, reference, reference, lines);
    }

    public static Wish pay(String eventId, String order) {
        return new Wish(Kind.PAY, eventId, order, Map.of());
    }

    public static Wish cancel(String eventId, String order) {
        return new Wish(Kind.CANCEL, eventId, order, Map.of());
    }

    public static Wish adjust(String reason, Map<String, Long> deltas) {
        return new Wish(Kind.ADJUST, reason, null, deltas);
    }

    /** Notes what was heard, and gives it back. */
    public Reply heard(Reply reply) {
        replies.add(reply);
        return reply;
    }

    /** Notes what was heard when nothing could be on its way any more: it settles what nobody knew before. */
    public Reply settled(Reply reply) {
        if (reply.kind() != Reply.Kind.UNKNOWN) {
            replies.removeIf(before -> before.kind() == Reply.Kind.UNKNOWN);
        }
        return heard(reply);
    }

    /**
     * What all replies together say: done once is done; else unknown once may be done. A refusal after an unknown answer
     * doesn't settle it: the first attempt may have been on its way still.
     */
    public Reply.Kind outcome() {
        if (replies.stream().anyMatch(reply -> reply.kind() == Reply.Kind.DONE)) {
            return Reply.Kind.DONE;
        }
        boolean open = replies.isEmpty() || replies.stream().anyMatch(reply -> reply.kind() == Reply.Kind.UNKNOWN);
        return open ? Reply.Kind.UNKNOWN : Reply.Kind.REFUSED;
    }

    /** What the successes said. */
    List<String> said() {
        return replies.stream().filter(reply -> reply.kind() == Reply.Kind.DONE).map(Reply::said).distinct().toList();
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + id;
    }
}
