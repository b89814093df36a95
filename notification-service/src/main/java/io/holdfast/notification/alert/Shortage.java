package io.holdfast.notification.alert;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.OrderChanged;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order that is or was short.
 *
 * @param open whether it is short
 * @param since the first time that it is known to have been short; null if never
 */
record Shortage(Key key, long version, boolean open, Instant since, Instant changedAt, String channel, String reference,
        List<Line> lines) {

    static final String SHORT = "SHORT";

    record Key(String merchant, UUID order) {}

    /** Units that nothing covers. */
    record Line(String sku, long missing) {}

    static Shortage of(Envelope event, OrderChanged order) {
        boolean open = SHORT.equals(order.state());
        List<Line> lines = !open ? List.of() : order.lines().stream()
                .map(l -> new Line(l.sku(), l.quantity() - l.reserved() - l.committed() - l.fulfilled()))
                .filter(l -> l.missing() > 0).toList();
        return new Shortage(new Key(event.merchant(), order.id()), event.version(), open, open ? event.time() : null,
                event.time(), order.channel(), order.reference(), lines);
    }

    /** Both events of one order: the newer one counts, but it is short since the earlier. */
    Shortage and(Shortage other) {
        Shortage newer = other.version > version ? other : this;
        Instant first = since == null || (other.since != null && other.since.isBefore(since)) ? other.since : since;
        return new Shortage(key, newer.version, newer.open, first, newer.changedAt, newer.channel, newer.reference, newer.lines);
    }
}
