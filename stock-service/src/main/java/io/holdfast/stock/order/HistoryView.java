package io.holdfast.stock.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One line of an order's own history: what happened to the order ({@code state} afterwards), or to units on its behalf.
 *
 * @param quantity units of the SKU at the location that it was about
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HistoryView(Instant at, String kind, String sku, String location, Long quantity, Change change, String state, String actor,
        String reason) {

    private static final String EXPIRY = "EXPIRY";

    /** The signed changes of the level. */
    @Schema(name = "HistoryChange")
    record Change(long onHand, long reserved, long committed) {
        long units() {
            return Math.max(Math.abs(onHand), Math.max(Math.abs(reserved), Math.abs(committed)));
        }
    }

    private record Place(String sku, String location) {}

    static HistoryView event(Instant at, String kind, String state, String actor) {
        return new HistoryView(at, kind, null, null, null, null, state, actor, null);
    }

    static HistoryView movement(Instant at, String kind, String sku, String location, Change change, String actor, String reason) {
        return new HistoryView(at, kind, sku, location, change.units(), change, null, actor, reason);
    }

    /** All of it, oldest first; at one moment, what happened to the order stands before what it did to units. */
    static List<HistoryView> merged(List<HistoryView> events, List<HistoryView> movements) {
        List<HistoryView> all = new ArrayList<>(events);
        all.addAll(movements);
        all.sort(Comparator.comparing(HistoryView::at));
        return all;
    }

    /** What a passed deadline does to the order, and will have been written once its units are released. */
    static List<HistoryView> lapsed(Instant deadline, List<HistoryView> movements) {
        Map<Place, Long> reserved = new LinkedHashMap<>();
        movements.forEach(m -> reserved.merge(new Place(m.sku(), m.location()), m.change().reserved(), Long::sum));
        List<HistoryView> ends = new ArrayList<>();
        ends.add(event(deadline, EXPIRY, "EXPIRED", "expiry"));
        reserved.forEach((place, units) -> {
            if (units > 0) {
                ends.add(movement(deadline, EXPIRY, place.sku(), place.location(), new Change(0, -units, 0), "expiry", null));
            }
        });
        return ends;
    }
}
