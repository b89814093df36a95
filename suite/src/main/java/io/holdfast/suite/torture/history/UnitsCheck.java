package io.holdfast.suite.torture.history;

import io.holdfast.suite.torture.history.Truth.Level;
import io.holdfast.suite.torture.history.Truth.Movement;
import io.holdfast.suite.torture.history.Truth.Order;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Units: each moved once, none promised twice, and every level the sum of what moved and of what orders hold. */
final class UnitsCheck {

    private static final String ADJUSTMENT = "ADJUSTMENT";

    private final Truth truth;
    private final List<String> findings = new ArrayList<>();

    private UnitsCheck(Truth truth) {
        this.truth = truth;
    }

    static List<String> of(Collection<Wish> wishes, Truth truth) {
        UnitsCheck check = new UnitsCheck(truth);
        check.adjusted(wishes.stream().filter(wish -> wish.kind() == Wish.Kind.ADJUST).toList());
        check.heldByOrders();
        truth.levels().forEach(check::level);
        check.neverMoreThanThere();
        return check.findings;
    }

    private void adjusted(List<Wish> wishes) {
        Map<String, List<Movement>> byReason = truth.movements().stream().filter(movement -> movement.kind().equals(ADJUSTMENT))
                .collect(Collectors.groupingBy(movement -> String.valueOf(movement.reason())));
        Set<String> asked = new HashSet<>();
        for (Wish wish : wishes) {
            asked.add(wish.id());
            List<Movement> moved = byReason.getOrDefault(wish.id(), List.of());
            Map<String, Long> deltas = moved.stream().collect(Collectors.toMap(Movement::sku, m -> m.change().onHand(), Long::sum));
            if (moved.isEmpty() && wish.outcome() == Reply.Kind.DONE) {
                findings.add(wish + " was answered with success and is lost");
            } else if (!moved.isEmpty() && wish.outcome() == Reply.Kind.REFUSED) {
                findings.add(wish + " was refused and was done: " + deltas);
            } else if (!moved.isEmpty() && (!deltas.equals(wish.lines()) || moved.size() != wish.lines().size())) {
                findings.add(wish + " asked for " + wish.lines() + ", and " + deltas + " was done in " + moved.size() + " movements");
            }
        }
        byReason.keySet().stream().filter(reason -> !asked.contains(reason))
                .forEach(reason -> findings.add("adjustment " + reason + " was done, and nobody asked for it"));
    }

    /** What movements set aside on behalf of an order is what its lines hold: nothing was taken or given back twice. */
    private void heldByOrders() {
        Map<String, Map<String, List<Movement>>> byOrder = truth.movements().stream().filter(movement -> movement.order() != null)
                .collect(Collectors.groupingBy(Movement::order, Collectors.groupingBy(Movement::sku)));
        for (Order order : truth.orders()) {
            Map<String, List<Movement>> moved = byOrder.getOrDefault(order.id(), Map.of());
            order.lines().forEach((sku, line) -> {
                List<Movement> some = moved.getOrDefault(sku, List.of());
                long reserved = some.stream().mapToLong(movement -> movement.change().reserved()).sum();
                long committed = some.stream().mapToLong(movement -> movement.change().committed()).sum();
                if (reserved != line.reserved() || committed != line.committed()) {
                    findings.add("order " + order.reference() + " holds " + line + " of " + sku + "; by its movements it would be reserved="
                            + reserved + ", committed=" + committed);
                }
            });
        }
        Set<String> known = truth.orders().stream().map(Order::id).collect(Collectors.toSet());
        byOrder.keySet().stream().filter(id -> !known.contains(id))
                .forEach(id -> findings.add("units moved on behalf of order " + id + ", which is not there"));
    }

    private void level(String sku, Level level) {
        Level moved = new Level(sum(sku, Level::onHand), sum(sku, Level::reserved), sum(sku, Level::committed));
        if (!moved.equals(level)) {
            findings.add(sku + " is " + level + "; its movements add up to " + moved);
        }
        long reserved = held(sku, Truth.Line::reserved);
        long committed = held(sku, Truth.Line::committed);
        if (level.reserved() != reserved || level.committed() != committed) {
            findings.add(sku + " is " + level + "; its orders hold reserved=" + reserved + ", committed=" + committed);
        }
    }

    private long sum(String sku, ToLongFunction<Level> part) {
        return truth.movements().stream().filter(movement -> movement.sku().equals(sku)).mapToLong(m -> part.applyAsLong(m.change())).sum();
    }

    private long held(String sku, ToLongFunction<Truth.Line> part) {
        return truth.orders().stream().map(order -> order.lines().get(sku)).filter(line -> line != null).mapToLong(part).sum();
    }

    /** Not now, and at no moment: every movement tells the level that it left. */
    private void neverMoreThanThere() {
        Map<String, Long> worst = new HashMap<>();
        for (Movement movement : truth.movements()) {
            long free = movement.after().onHand() - movement.after().reserved() - movement.after().committed();
            worst.merge(movement.sku(), free, Math::min);
        }
        worst.forEach((sku, free) -> {
            if (free < 0) {
                findings.add(sku + " had " + -free + " units more promised than there");
            }
        });
    }
}
