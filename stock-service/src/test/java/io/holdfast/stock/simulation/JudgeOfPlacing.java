package io.holdfast.stock.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.stock.ledger.Channel;
import io.holdfast.stock.ledger.Hold;
import io.holdfast.stock.ledger.Life;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.Order.State;
import io.holdfast.stock.ledger.OrderLine;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.Part;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.Refusal;
import io.holdfast.stock.ledger.Refusal.CannotSupersede;
import io.holdfast.stock.ledger.Settings;
import io.holdfast.stock.ledger.Trigger;
import io.holdfast.stock.ledger.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What should become of an order that is placed: R10 to R14, R24 to R26, R44 to R46. */
final class JudgeOfPlacing {

    private JudgeOfPlacing() {}

    static void judge(Step step, PlaceOrder place) {
        if (wasPlacedBefore(step, place.id(), place.channel(), place.reference(), place.content())) {
            return;
        }
        List<String> unknown = notForSale(step.shop(), place.lines());
        if (!unknown.isEmpty()) {
            step.refusedAs(new Refusal.Unknown(Refusal.Unknown.What.SKU, unknown));
            return;
        }
        Order old = place.order() == null ? null : step.before().orders().get(place.order());
        CannotSupersede.Why why = whyNot(place, old);
        if (why != null) {
            step.refusedAs(new CannotSupersede(place.order(), why));
            return;
        }
        Shelves shelves = new Shelves(step.shop(), step.before(), step.now());
        boolean replaces = old != null && old.state() == State.UNPAID;
        if (replaces) {
            shelves.without(old);
        }
        Channel channel = step.shop().channels.get(place.channel());
        List<NaiveOrder.Line> lines = place.lines().stream()
                .map(l -> new NaiveOrder.Line(l.sku(), l.quantity(), NaiveOffer.ingredients(step.shop(), l.sku(), channel))).toList();
        List<NaiveOrder.Expected> expected = new NaiveOrder(shelves, at(channel, place.wishes().pickupAt())).of(lines, false);
        if (expected.stream().anyMatch(NaiveOrder.Expected::isShort)) {
            tellsAllShortLines(step, expected);
        } else {
            accepts(step, place, channel, expected, replaces);
        }
    }

    static Channel at(Channel channel, String place) {
        return place == null ? channel : new Channel(channel.code(), channel.kind(), List.of(place), channel.splitLines(), channel.trigger(),
                channel.unpaidLife(), channel.tracksStock(), channel.priority(), channel.position());
    }

    /** R13 */
    static boolean wasPlacedBefore(Step step, UUID id, String channel, String reference, String content) {
        Order known = step.before().orders().values().stream().filter(o -> o.placement().channel().equals(channel)
                && o.placement().reference().equals(reference)).findFirst().orElse(null);
        if (known != null && !known.placement().content().equals(content)) {
            step.refusedAs(new Refusal.ReferenceReused(known.id()));
        } else if (known != null) {
            assertEquals(new Outcome.Done(known, !known.id().equals(id)), step.outcome(), () -> "R13 the same order: " + step.command());
            step.changedNothing();
        }
        return known != null;
    }

    private static List<String> notForSale(Shop shop, List<Wanted> lines) {
        List<String> unknown = new ArrayList<>();
        for (Wanted line : lines) {
            Fact.Variant variant = shop.variants.get(line.sku());
            if (variant == null || variant.archived()) {
                unknown.add(line.sku());
            } else {
                variant.components().stream().map(Wanted::sku).filter(sku -> shop.variants.get(sku).archived()).forEach(unknown::add);
            }
        }
        return unknown.stream().distinct().toList();
    }

    /** R25: unpaid, and of the same channel; one that ended unpaid holds nothing that could be taken over. */
    private static CannotSupersede.Why whyNot(PlaceOrder place, Order old) {
        if (place.order() == null) {
            return null;
        }
        if (old == null) {
            return CannotSupersede.Why.UNKNOWN;
        }
        if (!old.placement().channel().equals(place.channel())) {
            return CannotSupersede.Why.OTHER_CHANNEL;
        }
        boolean begun = old.state() == State.PARTIALLY_FULFILLED || old.state() == State.FULFILLED;
        return old.paid() || begun ? CannotSupersede.Why.NOT_UNPAID : null;
    }

    private static void tellsAllShortLines(Step step, List<NaiveOrder.Expected> expected) {
        Map<String, Long> missing = new HashMap<>();
        expected.stream().filter(NaiveOrder.Expected::isShort).forEach(e -> missing.put(e.line().sku(), e.offer().sellable()));
        Map<String, Long> told = new HashMap<>();
        step.refused(Refusal.InsufficientStock.class).lines().forEach(l -> told.put(l.sku(), l.sellable()));
        assertEquals(missing, told, () -> "R12 R44 short lines of " + step.command());
    }

    private static void accepts(Step step, PlaceOrder place, Channel channel, List<NaiveOrder.Expected> expected, boolean replaces) {
        Order order = step.done();
        Settings settings = step.shop().settings.forLedger();
        Trigger.Override peak = settings.override();
        Trigger trigger = peak != null && !step.now().isBefore(peak.from()) && step.now().isBefore(peak.until()) ? peak.trigger()
                : channel.trigger() != null ? channel.trigger() : settings.trigger();
        assertEquals(trigger, order.placement().trigger(), () -> "R11 " + order);
        assertEquals(State.UNPAID, order.state());
        if (trigger == Trigger.ON_PAYMENT) {
            assertEquals(null, order.expiresAt(), () -> "R10 it never expires: " + order);
            assertTrue(order.lines().stream().allMatch(l -> l.draws().isEmpty() && l.parts().stream()
                    .allMatch(p -> p.holds().isEmpty() && p.backordered() == 0)), () -> "R10 it holds nothing: " + order);
        } else {
            Life life = life(place, channel, settings);
            assertEquals(life.duration() == null ? null : step.now().plus(life.duration()), order.expiresAt(), () -> "R14 " + order);
            // What a superseded attempt set free may come back as cover for what the new one waits for.
            holds(order, expected, !replaces);
        }
    }

    /** R14: the first that is set. */
    private static Life life(PlaceOrder place, Channel channel, Settings settings) {
        String method = place.wishes().paymentMethod();
        Life methods = method == null ? null : settings.paymentMethods().get(method.toLowerCase(Locale.ROOT));
        return place.wishes().expiresIn() != null ? place.wishes().expiresIn() : methods != null ? methods
                : channel.unpaidLife() != null ? channel.unpaidLife() : settings.unpaidLife();
    }

    /** R26 R45 R46: the units, from the places and allocations where they should come from. */
    static void holds(Order order, List<NaiveOrder.Expected> expected, boolean exactly) {
        for (NaiveOrder.Expected one : expected) {
            OrderLine line = order.lines().stream().filter(l -> l.sku().equals(one.line().sku())).findFirst().orElseThrow();
            assertEquals(one.line().quantity(), line.quantity());
            Map<UUID, Long> drawn = new HashMap<>();
            line.draws().forEach(d -> drawn.merge(d.allocation(), d.quantity(), Long::sum));
            assertEquals(one.drawn(), drawn, () -> "R46 draws of " + line + " of " + order);
            for (Part part : line.parts()) {
                Map<String, Long> taken = new HashMap<>();
                part.holds().stream().filter(Hold::isCounted).forEach(h -> taken.merge(h.location(), h.reserved() + h.committed(), Long::sum));
                Map<String, Long> should = one.taken().getOrDefault(part.sku(), Map.of());
                if (exactly) {
                    assertEquals(should, taken, () -> "R26 R45 units of " + part.sku() + " for " + line + " of " + order + " " + one.offer());
                } else {
                    should.forEach((location, units) -> assertTrue(taken.getOrDefault(location, 0L) >= units, () -> "R26 " + order));
                }
            }
        }
    }
}
