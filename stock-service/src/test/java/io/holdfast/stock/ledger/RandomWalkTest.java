package io.holdfast.stock.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever happens, in whatever order. Each walk has a seed, which a failure tells: {@code -Dholdfast.seed=…} walks it again. */
class RandomWalkTest {

    private static final int WALKS = 200;
    private static final int STEPS = 100;
    private static final Command NOTHING = new ExpireOrder(World.MERCHANT, new UUID(0, 0));

    private final World world = new World();
    private final List<Order> sent = new ArrayList<>();
    private Random random;
    private int step;

    @Test
    @DisplayName("R2 R44 R45 R46 R47 nothing is sold twice and everything adds up, whatever happens")
    void walks() {
        Long again = Long.getLong("holdfast.seed");
        for (int walk = 0; walk < (again == null ? WALKS : 1); walk++) {
            long seed = again != null ? again : System.nanoTime();
            RandomWalkTest one = new RandomWalkTest();
            try {
                one.walk(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dholdfast.seed=" + seed + " fails at step " + one.step + ": " + e.getMessage(), e);
            }
        }
    }

    private void walk(long seed) {
        random = new Random(seed);
        RandomFacts facts = new RandomFacts(world, random);
        facts.begin();
        for (step = 0; step < STEPS; step++) {
            facts.change(step);
            world.decide(NOTHING);
            Map<String, Map<String, Level>> before = new TreeMap<>(world.levels);
            act();
            nobodyWaitsWhereUnitsCameFree(before);
        }
    }

    private void act() {
        String event = "e" + random.nextInt(500);
        UUID order = sent.isEmpty() ? new UUID(0, 1) : one(sent).id();
        List<Wanted> wanted = List.of(new Wanted(one(RandomFacts.SKUS), 1 + random.nextInt(6)), new Wanted(one(RandomFacts.SKUS), 1 + random.nextInt(3)));
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3, 4 -> place(new PlaceOrder(World.MERCHANT, UUID.randomUUID(), one(List.copyOf(world.channels.keySet())),
                    "r" + step, wanted.toString(), random.nextBoolean() ? wanted : wanted.subList(0, 1), PlaceOrder.Wishes.NONE, "t"));
            case 5, 6, 7 -> pay(new PayOrder(World.MERCHANT, order, event, "t"));
            case 8 -> world.decide(new FailPayment(World.MERCHANT, order, event, null, "t"));
            case 9 -> world.decide(new CancelOrder(World.MERCHANT, order, event, null, "t"));
            case 10 -> world.decide(new FulfilOrder(World.MERCHANT, order, event, random.nextBoolean() ? null : wanted.subList(0, 1), "t"));
            case 11 -> world.decide(new ReturnUnits(World.MERCHANT, order, event, List.of(new ReturnUnits.Line(wanted.get(0).sku(), 1,
                    random.nextBoolean(), random.nextBoolean() ? null : one(world.locations))), "t"));
            case 12 -> keep(world.decide(new SellOverCounter(World.MERCHANT, UUID.randomUUID(), "till", "r" + step, "c", "S1", null, wanted, "t")));
            default -> world.decide(new AdjustStock(World.MERCHANT, UUID.randomUUID(), List.of(random.nextInt(4) > 0
                    ? new AdjustStock.Line(one(RandomFacts.SKUS), one(world.locations), AdjustStock.To.CHANGED_BY, random.nextInt(12) - 3L, null)
                    : new AdjustStock.Line(one(RandomFacts.SKUS), one(world.locations), AdjustStock.To.COUNTED, random.nextInt(9), null)), false, "t", "t"));
        }
    }

    private void place(PlaceOrder command) {
        Channel channel = world.channels.get(command.channel());
        Map<String, NaiveOffer> offers = new HashMap<>();
        Map<String, Long> missing = new HashMap<>();
        for (Wanted line : command.lines()) {
            boolean counted = channel.tracksStock() && world.tracking.get(line.sku()) == Item.Tracking.QUANTITY;
            offers.put(line.sku(), NaiveOffer.of(world, line.sku(), channel, counted));
            if (offers.get(line.sku()).sellable() < line.quantity()) {
                missing.put(line.sku(), offers.get(line.sku()).sellable());
            }
        }
        Outcome outcome = world.decide(command);
        Map<String, Long> told = new HashMap<>();
        if (outcome instanceof Outcome.Refused refused) {
            ((Refusal.InsufficientStock) refused.reason()).lines().forEach(l -> told.put(l.sku(), l.sellable()));
        }
        assertEquals(missing, told, "R12 R44 short lines of " + command);
        keep(outcome).ifPresent(order -> staysWithin(order, offers));
    }

    private void pay(PayOrder command) {
        Order before = world.orders.get(command.order());
        Map<String, NaiveOffer> offers = new HashMap<>();
        if (before != null) {
            before.lines().forEach(l -> offers.put(l.sku(), NaiveOffer.of(world, l.sku(), world.channels.get(before.placement().channel()), l.parts().get(0).counted())));
        }
        Outcome outcome = world.decide(command);
        if (outcome instanceof Outcome.Done done && !done.repeated() && before.lines().stream().noneMatch(OrderLine::holdsAnything)) {
            boolean enough = before.lines().stream().allMatch(l -> offers.get(l.sku()).sellable() >= l.quantity());
            assertEquals(enough ? Order.State.PAID : Order.State.SHORT, done.order().state(), "R17 R18 " + before);
            staysWithin(done.order(), offers);
        }
    }

    /** R45: physical units stay within what is free for the channel; R26: at one location unless the channel splits. */
    private void staysWithin(Order order, Map<String, NaiveOffer> offers) {
        for (OrderLine line : order.lines()) {
            List<Hold> holds = line.parts().get(0).holds();
            holds.stream().filter(Hold::isCounted).forEach(hold ->
                    assertTrue(hold.open() <= offers.get(line.sku()).free().get(hold.location()), "oversold: " + line + " " + offers));
            assertTrue(holds.size() < 2 || world.channels.get(order.placement().channel()).splitLines(), "split: " + line);
        }
    }

    private void nobodyWaitsWhereUnitsCameFree(Map<String, Map<String, Level>> before) {
        world.levels.forEach((sku, levels) -> levels.forEach((location, level) -> {
            long was = before.getOrDefault(sku, Map.of()).getOrDefault(location, Level.ZERO).available();
            if (level.available() > Math.max(0, was)) {
                assertTrue(world.orders.values().stream().noneMatch(o -> o.isOpen()
                        && NaiveOffer.places(world, world.channels.get(o.placement().channel())).contains(location)
                        && o.lines().stream().anyMatch(l -> l.sku().equals(sku) && l.parts().get(0).waits())), "R47 " + sku + "@" + location);
            }
        }));
    }

    private Optional<Order> keep(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            sent.add(done.order());
            return Optional.of(done.order());
        }
        return Optional.empty();
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
