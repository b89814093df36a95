package io.holdfast.stock.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A sale, as stock sees it.
 *
 * @param content what was asked for, canonical: the same reference with other content is refused
 * @param trigger in force when it was placed
 * @param onTerms an unpaid order that never expires: it may be shipped before it is paid
 * @param expiresAt deadline of an unpaid reservation; null: none
 * @param paid whether it was ever paid
 * @param occurredAt when the sale took place, as its channel says; null: unsaid. For reports only: nothing is decided by it
 * @param lines one per SKU, in the order of first mention
 */
public record Order(UUID id, String merchant, String channel, String reference, String content, State state, Trigger trigger,
        boolean onTerms, Instant expiresAt, boolean paid, Instant createdAt, Instant occurredAt, List<OrderLine> lines) {

    /** Where an order stands. */
    public enum State {
        UNPAID, PAID, SHORT, PARTIALLY_FULFILLED, FULFILLED, CANCELLED, EXPIRED, PAYMENT_FAILED, SUPERSEDED
    }

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
            case UNPAID -> trigger == Trigger.ON_ORDER;
            case PAID, PARTIALLY_FULFILLED, FULFILLED -> true;
            // Under REFUND a short order took nothing.
            case SHORT -> lines.stream().anyMatch(l -> l.backordered() > 0 || !l.holds().isEmpty());
            case CANCELLED, EXPIRED, PAYMENT_FAILED, SUPERSEDED -> false;
        };
    }

    public long backordered() {
        return lines.stream().mapToLong(OrderLine::backordered).sum();
    }

    ItemKey itemOf(OrderLine line) {
        return new ItemKey(merchant, line.sku());
    }

    OrderLine line(String sku) {
        return lines.stream().filter(l -> l.sku().equals(sku)).findFirst().orElse(null);
    }

    Order with(State state) {
        // A deadline is for the unpaid only; whatever ends that ends the deadline.
        Instant deadline = state == State.UNPAID ? expiresAt : null;
        return new Order(id, merchant, channel, reference, content, state, trigger, onTerms, deadline, paid, createdAt, occurredAt, lines);
    }

    Order markedPaid() {
        return new Order(id, merchant, channel, reference, content, state, trigger, onTerms, expiresAt, true, createdAt, occurredAt, lines);
    }

    Order withLines(List<OrderLine> lines) {
        return new Order(id, merchant, channel, reference, content, state, trigger, onTerms, expiresAt, paid, createdAt, occurredAt, lines);
    }

    Order withEachLine(UnaryOperator<OrderLine> change) {
        return withLines(lines.stream().map(change).toList());
    }
}
