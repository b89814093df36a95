package io.holdfast.stock.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Somebody counted, corrected, or told what another system knows. Each line has its own outcome; an atomic adjustment is all or nothing.
 *
 * @param id the command's own, so that it is stored once
 */
public record AdjustStock(String merchant, UUID id, List<Line> lines, boolean atomic, String reason, String actor) implements Command {

    /**
     * A level and what becomes of it.
     *
     * @param expectedOnHand with a count: refused unless that is still so; null: whatever it was
     */
    public record Line(String sku, String location, To to, long units, Long expectedOnHand) {

        private long appliedTo(long onHand, Level level, long promised) {
            return switch (to) {
                case CHANGED_BY -> onHand + units;
                case COUNTED, ON_HAND -> units;
                // Where the other system has none left, nobody knows whether some of what is promised arrived.
                case AVAILABLE -> units + level.reserved() + level.committed() + (units == 0 ? 0 : promised);
            };
        }

        private Movement.Kind kind() {
            return switch (to) {
                case CHANGED_BY -> Movement.Kind.ADJUSTMENT;
                case COUNTED -> Movement.Kind.COUNT;
                case ON_HAND, AVAILABLE -> Movement.Kind.SNAPSHOT;
            };
        }
    }

    /** What the units of a line are. */
    public enum To {
        /** A delta. */
        CHANGED_BY,
        /** On hand, as somebody counted it. */
        COUNTED,
        /** On hand, as an outside system says that doesn't know our open orders. */
        ON_HAND,
        /** Available, as an outside system says that has taken off our open orders, those that wait included: on hand is what makes it so. */
        AVAILABLE
    }

    /**
     * What became of a line.
     *
     * @param onHand afterwards, or as it is where the line was refused; null where nothing is kept
     */
    public record Result(String sku, String location, Status status, Long onHand) {}

    /** How a line ended. */
    public enum Status { DONE, UNKNOWN_SKU, UNKNOWN_LOCATION, NOT_COUNTED, BUNDLE, STALE_COUNT }

    private record Place(String sku, String location) {}

    private record Served(String sku, UUID order) {}

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
        Map<Place, Long> promised = promised(book);
        List<Result> results = judge(book, promised);
        boolean stored = !atomic || results.stream().allMatch(r -> r.status() == Status.DONE);
        Outcome.Adjusted outcome = new Outcome.Adjusted(results, stored);
        if (stored) {
            for (int i = 0; i < lines.size(); i++) {
                if (results.get(i).status() == Status.DONE) {
                    apply(book, lines.get(i), promised);
                }
            }
            book.put(this, outcome);
        }
        return outcome;
    }

    /** Judges every line as if those before it had been applied, and applies none. */
    private List<Result> judge(Book book, Map<Place, Long> promised) {
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
            long after = status == Status.DONE ? line.appliedTo(before, item.at(line.location()), promised.getOrDefault(place, 0L)) : before;
            onHand.put(place, after);
            results.add(new Result(line.sku(), line.location(), status, after));
        }
        return results;
    }

    private Status judge(Book book, Line line, Item item, long onHand) {
        if (!book.merchant(merchant).locations().contains(line.location())) {
            return Status.UNKNOWN_LOCATION;
        }
        if (item.isBundle()) {
            return Status.BUNDLE;
        }
        if (!item.isCounted()) {
            return Status.NOT_COUNTED;
        }
        boolean stale = line.expectedOnHand() != null && line.expectedOnHand() != onHand;
        return stale ? Status.STALE_COUNT : Status.DONE;
    }

    /** Units by place that are there and will go to those who wait, as soon as it rises: the other system has taken them off too. */
    private Map<Place, Long> promised(Book book) {
        Map<Place, Long> told = new LinkedHashMap<>();
        lines.stream().filter(line -> line.to() == To.AVAILABLE).forEach(line -> told.put(new Place(line.sku(), line.location()), line.units()));
        Map<Place, Long> promised = new HashMap<>();
        Set<Served> served = new HashSet<>();
        told.forEach((place, units) -> {
            Item item = book.item(new ItemKey(merchant, place.sku()));
            if (item == null || units == 0) {
                return;
            }
            List<Order> waiting = Covering.waitingAt(book, item, place.location()).stream()
                    .filter(order -> !served.contains(new Served(place.sku(), order.id()))).toList();
            long all = waiting.stream().mapToLong(order -> order.waitingFor(place.sku())).sum();
            if (units + all > item.at(place.location()).available()) {
                promised.put(place, all);
                waiting.forEach(order -> served.add(new Served(place.sku(), order.id())));
            }
        });
        return promised;
    }

    private void apply(Book book, Line line, Map<Place, Long> promised) {
        Item item = book.item(new ItemKey(merchant, line.sku()));
        Level level = item.at(line.location());
        long units = promised.getOrDefault(new Place(line.sku(), line.location()), 0L);
        Change change = Change.onHand(line.appliedTo(level.onHand(), level, units) - level.onHand());
        book.move(item, line.location(), change, line.kind(), null, reason, actor);
    }
}
