package io.holdfast.stock.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Somebody counted, or corrected. Each line has its own outcome; an atomic adjustment is all or nothing.
 *
 * @param id the command's own, so that it is stored once
 */
public record AdjustStock(String merchant, UUID id, List<Line> lines, boolean atomic, String reason, String actor) implements Command {

    /**
     * Either a delta or a count.
     *
     * @param expectedOnHand with a count: refused unless that is still so; null: whatever it was
     */
    public record Line(String sku, String location, Long delta, Long count, Long expectedOnHand) {
        private long appliedTo(long onHand) {
            return delta != null ? onHand + delta : count;
        }
    }

    /**
     * What became of a line.
     *
     * @param onHand afterwards, or as it is where the line was refused; null where nothing is kept
     */
    public record Result(String sku, String location, Status status, Long onHand) {}

    /** How a line ended. */
    public enum Status { DONE, UNKNOWN_SKU, UNKNOWN_LOCATION, NOT_COUNTED, STALE_COUNT }

    private record Place(String sku, String location) {}

    @Override
    public List<String> skus() {
        return lines.stream().map(Line::sku).distinct().toList();
    }

    @Override
    public int size() {
        return lines.size();
    }

    @Override
    public Outcome decide(Book book) {
        Outcome before = book.adjustment(id);
        if (before != null) {
            return before;
        }
        List<Result> results = judge(book);
        boolean stored = !atomic || results.stream().allMatch(r -> r.status() == Status.DONE);
        if (stored) {
            for (int i = 0; i < lines.size(); i++) {
                if (results.get(i).status() == Status.DONE) {
                    apply(book, lines.get(i));
                }
            }
        }
        return new Outcome.Adjusted(results, stored);
    }

    /** Judges every line as if those before it had been applied, and applies none. */
    private List<Result> judge(Book book) {
        Map<Place, Long> onHand = new HashMap<>();
        List<Result> results = new ArrayList<>(lines.size());
        for (Line line : lines) {
            Item item = book.item(new ItemKey(merchant, line.sku()));
            if (item == null) {
                results.add(new Result(line.sku(), line.location(), Status.UNKNOWN_SKU, null));
                continue;
            }
            Place place = new Place(line.sku(), line.location());
            long before = onHand.getOrDefault(place, item.at(line.location()).onHand());
            Status status = judge(book, line, item, before);
            long after = status == Status.DONE ? line.appliedTo(before) : before;
            onHand.put(place, after);
            results.add(new Result(line.sku(), line.location(), status, after));
        }
        return results;
    }

    private Status judge(Book book, Line line, Item item, long onHand) {
        if (!book.merchant(merchant).locations().contains(line.location())) {
            return Status.UNKNOWN_LOCATION;
        }
        if (!item.isCounted()) {
            return Status.NOT_COUNTED;
        }
        boolean stale = line.expectedOnHand() != null && line.expectedOnHand() != onHand;
        return stale ? Status.STALE_COUNT : Status.DONE;
    }

    private void apply(Book book, Line line) {
        Item item = book.item(new ItemKey(merchant, line.sku()));
        if (line.delta() != null) {
            book.move(item, line.location(), Change.onHand(line.delta()), Movement.Kind.ADJUSTMENT, null, reason, actor);
        } else {
            Change difference = Change.onHand(line.count() - item.at(line.location()).onHand());
            book.move(item, line.location(), difference, Movement.Kind.COUNT, null, reason, actor);
        }
    }
}
