package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Order.State;
import io.holdfast.stock.ledger.Planning.Asked;
import io.holdfast.stock.ledger.Planning.Plan;
import io.holdfast.stock.ledger.Refusal.InsufficientStock;
import io.holdfast.stock.ledger.Refusal.Unknown.What;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A buyer reached the payment page.
 *
 * @param id the order's, if it is accepted
 * @param content canonical form of the request
 */
public record PlaceOrder(String merchant, UUID id, String channel, String reference, String content, List<Wanted> lines,
        Wishes wishes, String actor) implements Command {

    /**
     * What an order may say beside its lines; null where it is unsaid.
     *
     * @param expiresIn life of the reservation; unsaid: by payment method, channel or merchant
     * @param pickupAt the shop that it will be collected from
     * @param supersedes an earlier attempt of the same buyer, whose units are free for this one
     * @param occurredAt when the sale took place, as the channel says; for reports only
     */
    public record Wishes(Life expiresIn, String paymentMethod, String pickupAt, UUID supersedes, Instant occurredAt) {

        public static final Wishes NONE = new Wishes(null, null, null, null, null);
    }

    public PlaceOrder {
        lines = Placing.addedUp(lines);
    }

    @Override
    public List<String> skus() {
        return lines.stream().map(Wanted::sku).toList();
    }

    /** The attempt that it supersedes, or null. */
    @Override
    public UUID order() {
        return wishes.supersedes();
    }

    /** Placing only takes, unless an earlier attempt gives back first. */
    @Override
    public boolean mayFree() {
        return wishes.supersedes() != null;
    }

    @Override
    public Outcome decide(Book book) {
        Channel from = book.merchant(merchant).channels().get(channel);
        if (from == null) {
            return Refusal.unknown(What.CHANNEL, List.of(channel));
        }
        return Placing.placedBefore(book, merchant, id, channel, reference, content)
                .or(() -> Placing.unknownSkus(book, merchant, lines, item -> !item.isArchived()))
                .or(() -> Placing.unknownLocation(book, merchant, wishes.pickupAt()))
                .or(() -> Superseding.refusal(book, this))
                .orElseGet(() -> place(book, wishes.pickupAt() == null ? from : from.sellingOnlyFrom(wishes.pickupAt())));
    }

    /** All or nothing: one short line refuses the order, and every short line is told. */
    private Outcome place(Book book, Channel from) {
        Order old = Superseding.held(book, this);
        List<Asked> asked = new ArrayList<>(lines.size());
        for (Wanted line : lines) {
            Recipe recipe = Recipe.of(book.stock(), book.item(new ItemKey(merchant, line.sku())), from);
            asked.add(new Asked(line.quantity(), recipe));
        }
        Stock free = old == null ? book.stock() : Superseding.withoutHoldsOf(old, book.stock());
        List<Plan> plans = new Planning(free, from, book.merchant(merchant), book.now()).plan(asked, false);
        Optional<Outcome> refusal = InsufficientStock.refusal(plans);
        return refusal.orElseGet(() -> {
            Superseding.supersede(book, old, actor);
            return accept(book, from, plans);
        });
    }

    private Outcome accept(Book book, Channel from, List<Plan> plans) {
        Settings settings = book.merchant(merchant).settings();
        Trigger trigger = Trigger.inForce(settings, from, book.now());
        boolean holds = trigger == Trigger.ON_ORDER;
        Instant expiresAt = holds ? Life.of(wishes.expiresIn(), wishes.paymentMethod(), from, settings).endFrom(book.now()) : null;
        Order.Placement placement = new Order.Placement(channel, reference, content, trigger, holds && expiresAt == null,
                wishes.pickupAt(), wishes.supersedes(), actor, book.now(), wishes.occurredAt());
        Order empty = new Order(id, merchant, placement, State.UNPAID, expiresAt, false, List.of());
        Order order = empty.withLines(plans.stream().map(plan -> holds ? Taking.take(book, empty, plan, actor)
                : OrderLine.holdingNothing(plan.asked().quantity(), plan.asked().recipe())).toList());
        book.put(order, OrderEvent.byItself(order, OrderEvent.Kind.PLACEMENT, actor));
        return Outcome.done(order);
    }
}
