package io.holdfast.stock.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A sale, as stock sees it.
 *
 * @param placement what was decided when it was placed, and never changes
 * @param expiresAt deadline of an unpaid reservation; null: none
 * @param paid whether it was ever paid
 * @param lines one per SKU, in the order of first mention
 */
public record Order(UUID id, String merchant, Placement placement, State state, Instant expiresAt, boolean paid, List<OrderLine> lines) {

    /** Where an order stands. */
    public enum State {
        UNPAID, PAID, SHORT, PARTIALLY_FULFILLED, FULFILLED, CANCELLED, EXPIRED, PAYMENT_FAILED, SUPERSEDED
    }

    /**
     * @param content what was asked for, canonical: the same reference with other content is refused
     * @param trigger in force when it was placed
     * @param onTerms an unpaid order that never expires: it may be shipped before it is paid
     * @param pickupAt the shop that it will be collected from, which its units come from; null: shipped
     * @param supersedes the earlier attempt that it took the place of; null: none
     * @param actor who placed it
     * @param at when it was accepted
     * @param occurredAt when the sale took place, as its channel says; null: unsaid. For reports only: nothing is decided by it
     */
    public record Placement(String channel, String reference, String content, Trigger trigger, boolean onTerms, String pickupAt,
            UUID supersedes, String actor, Instant at, Instant occurredAt) {}

    public boolean isDueAt(Instant now) {
        return state == State.UNPAID && expiresAt != null && !now.isBefore(expiresAt);
    }

    /** As a reader sees it: unpaid past its deadline it is expired, whether or not its units were released yet. */
    public Order asReadAt(Instant now) {
        return isDueAt(now) ? withEachLine(OrderLine::released).with(State.EXPIRED) : this;
    }

    /** Whether its lines hold units, so that they must add up. */
    public boolean isOpen() {
        return switch (state) {
            case UNPAID -> placement.trigger() == Trigger.ON_ORDER;
            case PAID, PARTIALLY_FULFILLED, FULFILLED -> true;
            // Under REFUND a short order took nothing.
            case SHORT -> lines.stream().anyMatch(OrderLine::holdsAnything);
            case CANCELLED, EXPIRED, PAYMENT_FAILED, SUPERSEDED -> false;
        };
    }

    public long backordered() {
        return lines.stream().mapToLong(OrderLine::backordered).sum();
    }

    /** Units of a SKU that it waits for. */
    long waitingFor(String sku) {
        return lines.stream().flatMap(line -> line.parts().stream()).filter(part -> part.sku().equals(sku) && part.waits())
                .mapToLong(Part::backordered).sum();
    }

    /** The channel as this order sells from it; null once it is gone. */
    Channel channelOf(Merchant merchant) {
        Channel channel = merchant.channels().get(placement.channel());
        return channel == null || placement.pickupAt() == null ? channel : channel.sellingOnlyFrom(placement.pickupAt());
    }

    ItemKey itemOf(String sku) {
        return new ItemKey(merchant, sku);
    }

    OrderLine line(String sku) {
        return lines.stream().filter(l -> l.sku().equals(sku)).findFirst().orElse(null);
    }

    Order with(State state) {
        // A deadline is for the unpaid only; whatever ends that ends the deadline.
        Instant deadline = state == State.UNPAID ? expiresAt : null;
        return new Order(id, merchant, placement, state, deadline, paid, lines);
    }

    Order markedPaid() {
        return new Order(id, merchant, placement, state, expiresAt, true, lines);
    }

    Order withLines(List<OrderLine> lines) {
        return new Order(id, merchant, placement, state, expiresAt, paid, lines);
    }

    Order withEachLine(UnaryOperator<OrderLine> change) {
        return withLines(lines.stream().map(change).toList());
    }
}
