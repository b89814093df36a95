package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Refusal.TooMany;
import io.holdfast.stock.ledger.Refusal.Unknown.What;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Shipped units came back. Only those named go on the shelf, and never more than were shipped. */
public record ReturnUnits(String merchant, UUID order, String eventId, List<Line> lines, String actor) implements OrderCommand {

    /**
     * @param restock whether the units can be sold again
     * @param location where they are put; null: where they were shipped from, each location as many as it gave
     */
    public record Line(String sku, long quantity, boolean restock, String location) {}

    @Override
    public OrderEvent.Kind kind() {
        return OrderEvent.Kind.RETURN;
    }

    @Override
    public boolean mayFree() {
        return lines.stream().anyMatch(Line::restock);
    }

    @Override
    public Outcome decide(Book book, Order order) {
        List<String> unknown = lines.stream().map(Line::location)
                .filter(l -> l != null && !book.merchant(merchant).locations().contains(l)).distinct().toList();
        if (!unknown.isEmpty()) {
            return Refusal.unknown(What.LOCATION, unknown);
        }
        Map<String, Long> returning = new LinkedHashMap<>();
        lines.forEach(line -> returning.merge(line.sku(), line.quantity(), Long::sum));
        List<TooMany.Line> tooMany = returning.entrySet().stream()
                .map(r -> new TooMany.Line(r.getKey(), r.getValue(), returnable(order.line(r.getKey()))))
                .filter(r -> r.requested() > r.possible()).toList();
        if (!tooMany.isEmpty()) {
            return Outcome.refused(new TooMany("exceeds-fulfilled", tooMany));
        }
        Map<String, Long> before = new HashMap<>();
        for (Line line : lines) {
            long already = order.line(line.sku()).returned() + before.getOrDefault(line.sku(), 0L);
            before.merge(line.sku(), line.quantity(), Long::sum);
            if (line.restock()) {
                restock(book, order, line, already);
            }
        }
        return done(book, order.withEachLine(line -> line.withReturned(returning.getOrDefault(line.sku(), 0L))));
    }

    private static long returnable(OrderLine line) {
        return line == null ? 0 : line.fulfilled() - line.returned();
    }

    /** @param already units that came back earlier */
    private void restock(Book book, Order order, Line returned, long already) {
        for (Part part : order.line(returned.sku()).parts()) {
            if (part.counted()) {
                long units = returned.quantity() * part.perUnit();
                Map<String, Long> places = returned.location() != null ? Map.of(returned.location(), units)
                        : shippedFrom(part, already * part.perUnit(), units);
                places.forEach((location, here) -> book.move(book.item(order.itemOf(part.sku())), location, Change.onHand(here),
                        Movement.Kind.RETURN, order.id(), null, actor));
            }
        }
    }

    /** In the order of the holds: those that came back earlier, wherever they were put, were the first that were shipped. */
    private static Map<String, Long> shippedFrom(Part part, long already, long units) {
        Map<String, Long> places = new LinkedHashMap<>();
        long skipped = already;
        long left = units;
        for (Hold hold : part.holds()) {
            long here = Math.min(left, Math.max(0, hold.fulfilled() - skipped));
            skipped = Math.max(0, skipped - hold.fulfilled());
            if (here > 0) {
                places.merge(hold.location(), here, Long::sum);
                left -= here;
            }
        }
        return places;
    }
}
