package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Order.State;
import io.holdfast.stock.ledger.Planning.Asked;
import io.holdfast.stock.ledger.Planning.Plan;
import io.holdfast.stock.ledger.Settings.OnShortage;
import java.util.List;
import java.util.UUID;

/** The money arrived: in time, late, or for an order that takes its units only now. */
public record PayOrder(String merchant, UUID order, String eventId, String actor) implements OrderCommand {

    @Override
    public OrderEvent.Kind kind() {
        return OrderEvent.Kind.PAYMENT;
    }

    /** What is held becomes committed, and what is not is taken; what lapsed before its payment is released by its deadline, not by this. */
    @Override
    public boolean mayFree() {
        return false;
    }

    @Override
    public Outcome decide(Book book, Order order) {
        return switch (order.state()) {
            case UNPAID -> order.placement().trigger() == Trigger.ON_ORDER ? commit(book, order, State.PAID) : take(book, order);
            case EXPIRED, PAYMENT_FAILED, SUPERSEDED -> take(book, order);
            case CANCELLED -> order.paid() || hasShipped(order) ? Refusal.alreadyResolved(order) : take(book, order);
            // On payment terms it may ship first; the payment then only marks it paid.
            case PARTIALLY_FULFILLED, FULFILLED ->
                    order.paid() ? Refusal.alreadyResolved(order) : commit(book, order, order.state());
            case PAID, SHORT -> Refusal.alreadyResolved(order);
        };
    }

    /** Reserved units become committed. */
    private Outcome commit(Book book, Order order, State state) {
        Order paid = order.withEachLine(line -> line.withEachPart(part -> {
            part.holds().stream().filter(Hold::isCounted).forEach(hold -> book.move(book.item(order.itemOf(part.sku())),
                    hold.location(), Change.commit(hold.reserved()), Movement.Kind.COMMITMENT, order.id(), null, actor));
            return part.withHolds(Hold::committedWhole);
        }));
        return done(book, paid.markedPaid().with(state));
    }

    /** Takes all units now; if the channel may not have them all, the order is short, and never in silence. */
    private Outcome take(Book book, Order unpaid) {
        Order paid = unpaid.markedPaid();
        Merchant facts = book.merchant(merchant);
        List<Asked> asked = paid.lines().stream().map(line -> new Asked(line.quantity(), line.recipe(merchant))).toList();
        List<Plan> plans = new Planning(book.stock(), paid.channelOf(facts), facts, book.now()).plan(asked, true);
        boolean covered = plans.stream().noneMatch(Plan::isShort);
        if (!covered && facts.settings().onShortage() == OnShortage.REFUND) {
            return done(book, paid.with(State.SHORT));
        }
        Order taken = paid.withLines(plans.stream().map(plan -> Taking.take(book, paid, plan, actor)).toList());
        return done(book, taken.with(covered ? State.PAID : State.SHORT));
    }

    private static boolean hasShipped(Order order) {
        return order.lines().stream().anyMatch(line -> line.fulfilled() > 0);
    }
}
