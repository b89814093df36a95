package io.holdfast.stock.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.AdjustStock.Line;
import io.holdfast.stock.ledger.AdjustStock.Status;
import io.holdfast.stock.ledger.Level;
import io.holdfast.stock.ledger.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** R3 to R5: each line by itself, or all or nothing; a stale count is refused; a snapshot deducts nothing twice. */
final class JudgeOfAdjustments {

    private JudgeOfAdjustments() {}

    static Map<String, Long> judge(Step step, AdjustStock adjust) {
        Map<String, Long> onHand = new HashMap<>();
        Map<String, Long> moved = new HashMap<>();
        Map<String, Line> last = new HashMap<>();
        List<AdjustStock.Result> expected = new ArrayList<>();
        for (Line line : adjust.lines()) {
            Level level = step.before().level(line.sku(), line.location());
            String place = line.sku() + "@" + line.location();
            long was = onHand.getOrDefault(place, level.onHand());
            Status status = status(step.shop(), line, was);
            Long told = ((Outcome.Adjusted) step.outcome()).results().get(expected.size()).onHand();
            long is = status != Status.DONE ? was : switch (line.to()) {
                case CHANGED_BY -> was + line.units();
                case COUNTED, ON_HAND -> line.units();
                // With units for those who wait; that they are neither more nor fewer shows in what is available afterwards.
                case AVAILABLE -> line.units() == 0 ? level.reserved() + level.committed() : told;
            };
            if (status == Status.DONE) {
                last.put(place, line);
            }
            onHand.put(place, is);
            moved.merge(line.sku(), is - was, Long::sum);
            expected.add(new AdjustStock.Result(line.sku(), line.location(), status, status == Status.UNKNOWN_SKU ? null : Long.valueOf(is)));
        }
        boolean stored = !adjust.atomic() || expected.stream().allMatch(r -> r.status() == Status.DONE);
        assertEquals(new Outcome.Adjusted(expected, stored), step.outcome(), () -> "R3 R4 R5 " + adjust);
        if (!stored) {
            step.changedNothing();
            return Map.of();
        }
        onHand.forEach((place, units) -> assertEquals(units, step.after().level(place.split("@")[0], place.split("@")[1]).onHand(),
                () -> "R4 R5 on hand at " + place + " after " + adjust));
        last.values().stream().filter(line -> line.to() == AdjustStock.To.AVAILABLE).forEach(line -> assertEquals(line.units(),
                step.after().level(line.sku(), line.location()).available(), () -> "R5 available is the number: " + line + " of " + adjust));
        return moved;
    }

    private static Status status(Shop shop, Line line, long onHand) {
        Fact.Variant variant = shop.variants.get(line.sku());
        return variant == null ? Status.UNKNOWN_SKU
                : !shop.locations.contains(line.location()) ? Status.UNKNOWN_LOCATION
                : variant.isBundle() ? Status.BUNDLE
                : !variant.isCounted() ? Status.NOT_COUNTED
                : line.expectedOnHand() != null && line.expectedOnHand() != onHand ? Status.STALE_COUNT : Status.DONE;
    }
}
