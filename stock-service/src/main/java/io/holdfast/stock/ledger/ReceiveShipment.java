package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Refusal.TooMany;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Units arrived: all that was sent, or a part of it.
 *
 * @param receipt the command's own id, so that it is stored once
 * @param lines what arrived; null: everything that is outstanding, or, where it is closed by this, nothing more
 * @param close whether nothing more will come: what is outstanding is recorded as missing
 */
public record ReceiveShipment(String merchant, UUID shipment, UUID receipt, List<Wanted> lines, boolean close, String actor)
        implements Command {

    public ReceiveShipment {
        lines = lines == null ? null : Placing.addedUp(lines);
    }

    /** Those of the shipment, which is found by its id. */
    @Override
    public List<String> skus() {
        return List.of();
    }

    @Override
    public int size() {
        return LINES_UNKNOWN;
    }

    @Override
    public Outcome decide(Book book) {
        return book.shipment(merchant, shipment).map(sent -> receive(book, sent))
                .orElseGet(() -> Refusal.unknown(Refusal.Unknown.What.SHIPMENT, List.of(shipment.toString())));
    }

    private Outcome receive(Book book, Shipment sent) {
        if (sent.hasReceipt(receipt)) {
            return new Outcome.Sent(sent);
        }
        if (sent.closed()) {
            return Outcome.refused(new Refusal.ShipmentClosed(sent.id()));
        }
        List<Wanted> arrived = arrived(sent);
        List<TooMany.Line> tooMany = arrived.stream().map(line -> new TooMany.Line(line.sku(), line.quantity(), outstanding(sent, line.sku())))
                .filter(line -> line.requested() > line.possible()).toList();
        return tooMany.isEmpty() ? put(book, sent, arrived) : Outcome.refused(new TooMany("exceeds-outstanding", tooMany));
    }

    private List<Wanted> arrived(Shipment sent) {
        if (lines != null) {
            return lines;
        }
        return close ? List.of() : sent.lines().stream().filter(line -> line.outstanding() > 0)
                .map(line -> new Wanted(line.sku(), line.outstanding())).toList();
    }

    private static long outstanding(Shipment sent, String sku) {
        Shipment.Line line = sent.line(sku);
        return line == null ? 0 : line.outstanding();
    }

    private Outcome put(Book book, Shipment sent, List<Wanted> arrived) {
        List<Shipment.Receipt> receipts = new ArrayList<>(sent.receipts());
        receipts.add(new Shipment.Receipt(receipt, book.now(), arrived, actor));
        Shipment after = sent.with(false, line -> {
            long units = arrived.stream().filter(a -> a.sku().equals(line.sku())).mapToLong(Wanted::quantity).sum();
            move(book, sent, line, new Change(units, 0, 0, -units), Movement.Kind.RECEIPT);
            return line.arrived(units);
        }, List.copyOf(receipts));
        boolean complete = after.lines().stream().allMatch(line -> line.outstanding() == 0);
        if (close) {
            after.lines().forEach(line -> move(book, sent, line, Change.incoming(-line.outstanding()), Movement.Kind.SHORTAGE));
        }
        Shipment kept = close || complete ? after.with(true, Shipment.Line::givenUp, after.receipts()) : after;
        book.put(kept);
        return new Outcome.Sent(kept);
    }

    private void move(Book book, Shipment sent, Shipment.Line line, Change change, Movement.Kind kind) {
        book.move(book.item(sent.itemOf(line)), sent.to(), change, kind, null, "shipment " + sent.id(), actor);
    }
}
