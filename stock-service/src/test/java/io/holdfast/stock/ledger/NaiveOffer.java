package io.holdfast.stock.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a channel may sell, a second time: written from the rule (R44), unit by unit, with nothing of the ledger's own way.
 *
 * @param sellable units; {@link Long#MAX_VALUE} where nothing is counted and nothing stops the sale
 * @param free F of the rule: by location, units that are free for this channel
 */
record NaiveOffer(long sellable, Map<String, Long> free) {

    static NaiveOffer of(World world, String sku, Channel channel, boolean counted) {
        List<Allocation> all = new ArrayList<>(world.allocations.getOrDefault(sku, Map.of()).values());
        if (all.stream().anyMatch(a -> a.purpose() == Allocation.Purpose.STOP && a.members().contains(channel.code()))) {
            return new NaiveOffer(0, Map.of());
        }
        if (!counted) {
            boolean soldOut = world.tracking.get(sku) == Item.Tracking.STATUS && !world.inStock.contains(sku);
            return new NaiveOffer(soldOut ? 0 : Long.MAX_VALUE, Map.of());
        }
        Map<String, Long> left = new HashMap<>();
        world.locations.forEach(l -> left.put(l, Math.max(0, world.levels.getOrDefault(sku, Map.of()).getOrDefault(l, Level.ZERO).available())));
        Map<String, Long> forChannel = new HashMap<>(left);
        all.removeIf(a -> a.purpose() != Allocation.Purpose.RESERVE);
        all.sort(Comparator.comparingLong((Allocation a) -> priority(world, a)).thenComparing(Allocation::position));
        for (Allocation reserve : all) {
            boolean mine = reserve.members().contains(channel.code())
                    || reserve.members().isEmpty() && channel.kind() == Channel.Kind.MANUAL;
            long wanted = reserve.quantity() - reserve.drawn();
            for (String location : places(world, reserve)) {
                while (wanted > 0 && left.get(location) > 0) {
                    left.merge(location, -1L, Long::sum);
                    forChannel.merge(location, mine ? 0L : -1L, Long::sum);
                    wanted--;
                }
            }
        }
        return new NaiveOffer(sellable(world, channel, all, forChannel), forChannel);
    }

    private static long sellable(World world, Channel channel, List<Allocation> reserves, Map<String, Long> free) {
        long sum = 0;
        long largest = 0;
        for (String location : places(world, channel)) {
            sum += free.get(location);
            largest = Math.max(largest, free.get(location));
        }
        long reach = channel.splitLines() ? sum : largest;
        for (Allocation reserve : reserves) {
            if (reserve.members().contains(channel.code())) {
                long remaining = Math.max(0, reserve.quantity() - reserve.drawn());
                return reserve.adjust() == Allocation.Adjust.FOLLOW ? remaining : Math.min(remaining, reach);
            }
        }
        return reach;
    }

    static List<String> places(World world, Channel channel) {
        return channel.locations() == null ? world.locations : channel.locations();
    }

    private static Set<String> places(World world, Allocation reserve) {
        if (reserve.members().isEmpty()) {
            return new LinkedHashSet<>(world.locations);
        }
        Set<String> places = new LinkedHashSet<>();
        reserve.members().forEach(m -> places.addAll(places(world, world.channels.get(m))));
        return places;
    }

    private static long priority(World world, Allocation reserve) {
        long lowest = Long.MAX_VALUE;
        for (String member : reserve.members()) {
            lowest = Math.min(lowest, world.channels.get(member).priority());
        }
        return lowest;
    }
}
