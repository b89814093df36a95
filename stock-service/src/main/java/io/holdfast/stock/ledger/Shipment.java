package io.holdfast.stock.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Units on their way to a location: from another one of ours, or from outside.
 *
 * @param from where they left; null: from outside
 * @param expectedOn the day on which they should arrive; null: unsaid
 * @param reference the merchant's own name for it, or null
 * @param lines one per SKU, in the order of first mention
 * @param receipts what arrived, oldest first
 */
public record Shipment(UUID id, String merchant, String from, String to, LocalDate expectedOn, String reference, Instant createdAt,
        boolean closed, List<Line> lines, List<Receipt> receipts) {

    /**
     * Units of one SKU.
     *
     * @param missing units that never arrived: what was outstanding when it was closed
     */
    public record Line(String sku, long quantity, long received, long missing) {

        public long outstanding() {
            return quantity - received - missing;
        }

        Line arrived(long units) {
            return new Line(sku, quantity, received + units, missing);
        }

        Line givenUp() {
            return new Line(sku, quantity, received, missing + outstanding());
        }
    }

    /** Units that arrived at once. */
    public record Receipt(UUID id, Instant at, List<Wanted> lines, String actor) {}

    boolean hasReceipt(UUID receipt) {
        return receipts.stream().anyMatch(r -> r.id().equals(receipt));
    }

    ItemKey itemOf(Line line) {
        return new ItemKey(merchant, line.sku());
    }

    Line line(String sku) {
        return lines.stream().filter(l -> l.sku().equals(sku)).findFirst().orElse(null);
    }

    Shipment with(boolean closed, UnaryOperator<Line> change, List<Receipt> receipts) {
        return new Shipment(id, merchant, from, to, expectedOn, reference, createdAt, closed, lines.stream().map(change).toList(), receipts);
    }
}
