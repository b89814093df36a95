package io.holdfast.suite.torture.history;

import io.holdfast.suite.torture.history.Truth.Order;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Every success is there with its content, every refusal left nothing, and nothing is there that nobody asked for. */
final class OrdersCheck {

    private final Map<String, List<Order>> byReference;
    private final Map<String, List<Wish>> events;
    private final List<String> findings = new ArrayList<>();

    private OrdersCheck(Collection<Wish> wishes, Truth truth) {
        byReference = truth.orders().stream().collect(Collectors.groupingBy(Order::reference));
        events = wishes.stream().filter(wish -> wish.kind() == Wish.Kind.PAY || wish.kind() == Wish.Kind.CANCEL)
                .collect(Collectors.groupingBy(Wish::order));
    }

    static List<String> of(Collection<Wish> wishes, Truth truth) {
        OrdersCheck check = new OrdersCheck(wishes, truth);
        Set<String> asked = new HashSet<>();
        wishes.stream().filter(wish -> wish.kind() == Wish.Kind.PLACE).forEach(wish -> {
            asked.add(wish.id());
            check.placed(wish);
        });
        check.byReference.keySet().stream().filter(reference -> !asked.contains(reference))
                .forEach(reference -> check.findings.add("order " + reference + " is there, and nobody asked for it"));
        return check.findings;
    }

    private void placed(Wish wish) {
        List<Order> there = byReference.getOrDefault(wish.id(), List.of());
        if (there.size() > 1) {
            findings.add(wish + " is there " + there.size() + " times");
        } else if (there.isEmpty() && wish.outcome() == Reply.Kind.DONE) {
            findings.add(wish + " was answered with success and is lost");
        } else if (!there.isEmpty() && wish.outcome() == Reply.Kind.REFUSED) {
            findings.add(wish + " was refused and is there: " + there.get(0).state());
        } else if (!there.isEmpty()) {
            compare(wish, there.get(0));
        }
    }

    private void compare(Wish wish, Order order) {
        if (wish.outcome() == Reply.Kind.DONE && !wish.said().contains(order.id())) {
            findings.add(wish + " was answered with id " + wish.said() + " and has " + order.id());
        }
        Map<String, Long> quantities = new HashMap<>();
        order.lines().forEach((sku, line) -> quantities.put(sku, line.quantity()));
        if (!quantities.equals(wish.lines())) {
            findings.add(wish + " asked for " + wish.lines() + " and is there with " + quantities);
        }
        Set<String> possible = states(events.getOrDefault(wish.id(), List.of()));
        if (!possible.contains(order.state())) {
            findings.add(wish + " is " + order.state() + "; by what was answered it must be " + String.join(" or ", possible));
        }
        String held = order.state().equals("PAID") ? "committed" : order.state().equals("UNPAID") ? "reserved" : "nothing";
        order.lines().forEach((sku, line) -> {
            long reserved = held.equals("reserved") ? line.quantity() : 0;
            long committed = held.equals("committed") ? line.quantity() : 0;
            if (line.reserved() != reserved || line.committed() != committed) {
                findings.add(wish + " is " + order.state() + " and holds " + line + " of " + sku);
            }
        });
    }

    /** Clients cancel only what they know to be paid, or never pay: so a cancellation is the last word. */
    private static Set<String> states(List<Wish> events) {
        Set<String> states = new HashSet<>();
        Reply.Kind paid = outcome(events, Wish.Kind.PAY);
        Reply.Kind cancelled = outcome(events, Wish.Kind.CANCEL);
        if (cancelled != Reply.Kind.DONE && paid != Reply.Kind.DONE) {
            states.add("UNPAID");
        }
        if (cancelled != Reply.Kind.DONE && paid != Reply.Kind.REFUSED) {
            states.add("PAID");
        }
        if (cancelled != Reply.Kind.REFUSED) {
            states.add("CANCELLED");
        }
        return states;
    }

    /** What was never wanted is as good as refused. */
    private static Reply.Kind outcome(List<Wish> events, Wish.Kind kind) {
        return events.stream().filter(wish -> wish.kind() == kind).findFirst().map(Wish::outcome).orElse(Reply.Kind.REFUSED);
    }
}
