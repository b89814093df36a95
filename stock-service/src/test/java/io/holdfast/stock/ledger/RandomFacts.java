package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Allocation.Adjust;
import io.holdfast.stock.ledger.Allocation.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** A merchant with every kind of channel, whose time, allocations and variants change at random. */
final class RandomFacts {

    static final List<String> SKUS = List.of("TEA", "JAM", "HAM", "GIFT");

    private final World world;
    private final Random random;

    RandomFacts(World world, Random random) {
        this.world = world;
        this.random = random;
    }

    void begin() {
        world.locations.addAll(List.of("S1", "S2"));
        SKUS.forEach(sku -> world.tracking.put(sku, sku.equals("GIFT") ? Item.Tracking.STATUS : Item.Tracking.QUANTITY));
        channel("web", Channel.Kind.ONLINE, null, null);
        channel("app", Channel.Kind.MARKETPLACE, List.of("S1", "W1"), Trigger.ON_PAYMENT);
        channel("b2b", Channel.Kind.B2B, List.of("S2", "S1"), null);
        channel("desk", Channel.Kind.MANUAL, null, null);
        channel("bill", Channel.Kind.INVOICE, null, null);
        channel("till", Channel.Kind.POS, List.of("S1"), null);
        if (random.nextInt(4) == 0) {
            world.settings = new Settings(Trigger.ON_ORDER, world.settings.unpaidLife(), Settings.OnShortage.REFUND, null, Map.of());
        }
    }

    private void channel(String code, Channel.Kind kind, List<String> locations, Trigger trigger) {
        Life life = kind == Channel.Kind.B2B ? Life.NEVER : null;
        world.channels.put(code, new Channel(code, kind, locations, random.nextBoolean(), trigger, life,
                kind != Channel.Kind.INVOICE, random.nextInt(3), world.channels.size()));
    }

    void change(int step) {
        String sku = one(SKUS);
        switch (random.nextInt(16)) {
            case 0, 1 -> world.now = world.now.plus(Duration.ofMinutes(random.nextInt(50)));
            case 2, 3 -> allocate(sku, Purpose.RESERVE, random.nextInt(20), step);
            case 4 -> allocate(sku, Purpose.STOP, 0, step);
            case 5, 6 -> allocations(sku).keySet().stream().findFirst().ifPresent(allocations(sku)::remove);
            case 7 -> world.inStock.add("GIFT");
            case 9 -> world.inStock.remove("GIFT");
            case 8 -> world.tracking.put("HAM", Item.Tracking.values()[random.nextInt(2)]);
            default -> { }
        }
    }

    private Map<UUID, Allocation> allocations(String sku) {
        return world.allocations.computeIfAbsent(sku, k -> new TreeMap<>());
    }

    /** R43: a channel is a member of at most one reserve of a SKU. */
    private void allocate(String sku, Purpose purpose, long quantity, int step) {
        List<String> members = new ArrayList<>(world.channels.keySet());
        members.removeIf(m -> random.nextInt(3) > 0 || purpose == Purpose.RESERVE && allocations(sku).values().stream()
                .anyMatch(a -> a.purpose() == purpose && a.members().contains(m)));
        UUID id = new UUID(random.nextLong(), random.nextLong());
        allocations(sku).put(id, new Allocation(id, purpose, members, quantity, Adjust.values()[random.nextInt(2)], Allocation.Window.ALWAYS, 0, step));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
