package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Refusal.InsufficientStock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Units are on their way: out of one location at once and incoming at the other, or announced from outside.
 *
 * @param id the shipment's
 * @param from where they leave: there they must be free; null: from outside
 */
public record SendShipment(String merchant, UUID id, String from, String to, LocalDate expectedOn, String reference, List<Wanted> lines,
        String actor) implements Command {

    public SendShipment {
        lines = Placing.addedUp(lines);
    }

    @Override
    public List<String> skus() {
        return lines.stream().map(Wanted::sku).toList();
    }

    /** Its own: to find it where it was stored and only its answer was lost. */
    @Override
    public UUID shipment() {
        return id;
    }

    @Override
    public boolean mayFree() {
        return false;
    }

    @Override
    public Outcome decide(Book book) {
        Optional<Shipment> before = book.shipment(merchant, id);
        if (before.isPresent()) {
            return new Outcome.Sent(before.get());
        }
        return Placing.unknownLocation(book, merchant, from)
                .or(() -> Placing.unknownLocation(book, merchant, to))
                .or(() -> Placing.unknownSkus(book, merchant, lines, item -> true))
                .or(() -> notCounted(book))
                .or(() -> notFree(book))
                .orElseGet(() -> send(book));
    }

    private Optional<Outcome> notCounted(Book book) {
        List<String> others = lines.stream().map(Wanted::sku).filter(sku -> {
            Item item = item(book, sku);
            return item.isBundle() || !item.isCounted();
        }).toList();
        return others.isEmpty() ? Optional.empty() : Optional.of(Outcome.refused(new Refusal.NotCounted(others)));
    }

    /** All or nothing: units that orders hold, or that are not there, can't leave. */
    private Optional<Outcome> notFree(Book book) {
        List<InsufficientStock.Short> missing = from == null ? List.of() : lines.stream()
                .map(line -> new InsufficientStock.Short(line.sku(), line.quantity(), item(book, line.sku()).at(from).free(), List.of()))
                .filter(line -> line.sellable() < line.requested()).toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(Outcome.refused(new InsufficientStock(missing)));
    }

    private Outcome send(Book book) {
        Movement.Kind kind = from == null ? Movement.Kind.INBOUND : Movement.Kind.TRANSFER;
        for (Wanted line : lines) {
            Item item = item(book, line.sku());
            if (from != null) {
                book.move(item, from, Change.onHand(-line.quantity()), kind, null, "shipment " + id, actor);
            }
            book.move(item, to, Change.incoming(line.quantity()), kind, null, "shipment " + id, actor);
        }
        Shipment sent = new Shipment(id, merchant, from, to, expectedOn, reference, book.now(), false,
                lines.stream().map(line -> new Shipment.Line(line.sku(), line.quantity(), 0, 0)).toList(), List.of());
        book.put(sent);
        return new Outcome.Sent(sent);
    }

    private Item item(Book book, String sku) {
        return book.item(new ItemKey(merchant, sku));
    }
}
