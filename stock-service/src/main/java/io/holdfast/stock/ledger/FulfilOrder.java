package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Order.State;
import io.holdfast.stock.ledger.Refusal.TooMany;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Units left the house.
 *
 * @param lines what left; null: everything that may
 */
public record FulfilOrder(String merchant, UUID order, String eventId, List<Wanted> lines, String actor) implements OrderCommand {

    @Override
    public OrderEvent.Kind kind() {
        return OrderEvent.Kind.FULFILMENT;
    }

    /** What leaves the house was held. */
    @Override
    public boolean mayFree() {
        return false;
    }

    @Override
    public Outcome decide(Book book, Order order) {
        boolean may = switch (order.state()) {
            case PAID, SHORT, PARTIALLY_FULFILLED -> true;
            case UNPAID -> order.placement().onTerms();
            default -> false;
        };
        if (!may) {
            return Refusal.alreadyResolved(order);
        }
        Map<String, Long> shipping = shipping(order);
        List<TooMany.Line> tooMany = tooMany(order, shipping);
        return tooMany.isEmpty() && !shipping.isEmpty() ? ship(book, order, shipping)
                : Outcome.refused(new TooMany("exceeds-committed", tooMany));
    }

    private Map<String, Long> shipping(Order order) {
        Map<String, Long> shipping = new HashMap<>();
        if (lines == null) {
            order.lines().stream().filter(line -> shippable(line) > 0).forEach(line -> shipping.put(line.sku(), shippable(line)));
        } else {
            lines.forEach(line -> shipping.merge(line.sku(), line.quantity(), Long::sum));
        }
        return shipping;
    }

    private static List<TooMany.Line> tooMany(Order order, Map<String, Long> shipping) {
        List<TooMany.Line> tooMany = new ArrayList<>();
        shipping.forEach((sku, units) -> {
            OrderLine line = order.line(sku);
            long possible = line == null ? 0 : shippable(line);
            if (units > possible) {
                tooMany.add(new TooMany.Line(sku, units, possible));
            }
        });
        return tooMany;
    }

    /** Of a paid order nothing is reserved, so these are its committed units; on payment terms the reserved ones may go. */
    private static long shippable(OrderLine line) {
        return line.committed() + line.reserved();
    }

    private Outcome ship(Book book, Order order, Map<String, Long> shipping) {
        Order shipped = order.withEachLine(line -> ship(book, order, line, shipping.getOrDefault(line.sku(), 0L)));
        boolean whole = shipped.lines().stream().allMatch(line -> line.fulfilled() == line.quantity());
        return done(book, shipped.with(whole ? State.FULFILLED : State.PARTIALLY_FULFILLED));
    }

    private OrderLine ship(Book book, Order order, OrderLine line, long units) {
        return line.withEachPart(part -> {
            Part shipped = part.shipped(units * part.perUnit());
            for (int i = 0; i < part.holds().size(); i++) {
                Hold before = part.holds().get(i);
                Hold after = shipped.holds().get(i);
                if (before.isCounted()) {
                    Change change = new Change(before.fulfilled() - after.fulfilled(), after.reserved() - before.reserved(),
                            after.committed() - before.committed(), 0);
                    book.move(book.item(order.itemOf(part.sku())), before.location(), change, Movement.Kind.FULFILMENT, order.id(), null, actor);
                }
            }
            return shipped;
        });
    }
}
