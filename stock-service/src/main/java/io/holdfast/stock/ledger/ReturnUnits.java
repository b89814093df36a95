package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Refusal.TooMany;
import io.holdfast.stock.ledger.Refusal.Unknown.What;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Shipped units came back. Only those named go on the shelf, and never more than were shipped. */
public record ReturnUnits(String merchant, UUID order, String eventId, List<Line> lines, String actor) implements OrderCommand {

    /**
     * @param restock whether the units can be sold again
     * @param location where they are put; null: where they were shipped from
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
        lines.stream().filter(Line::restock).forEach(line -> restock(book, order, line));
        return done(book, order.withEachLine(line -> line.withReturned(returning.getOrDefault(line.sku(), 0L))));
    }

    private static long returnable(OrderLine line) {
        return line == null ? 0 : line.fulfilled() - line.returned();
    }

    private void restock(Book book, Order order, Line returned) {
        for (Part part : order.line(returned.sku()).parts()) {
            if (part.counted()) {
                String location = returned.location() != null ? returned.location() : shippedFrom(part);
                book.move(book.item(order.itemOf(part.sku())), location, Change.onHand(returned.quantity() * part.perUnit()),
                        Movement.Kind.RETURN, order.id(), null, actor);
            }
        }
    }

    private static String shippedFrom(Part part) {
        return part.holds().stream().filter(hold -> hold.fulfilled() > 0).findFirst().orElseThrow().location();
    }
}
