package io.holdfast.stock.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one channel may take of one SKU, now: the sellable formula, here and nowhere else.
 *
 * @param sellable units; {@link Long#MAX_VALUE} where nothing is counted and nothing stops the sale
 * @param counted whether units are counted at all
 * @param within by location, in the channel's order: the physical units that it may take there
 * @param pots the allocations that it draws on, first one first
 */
public record Offer(long sellable, boolean counted, Map<String, Long> within, List<Allocation> pots) {

    private static final long UNLIMITED = Long.MAX_VALUE;

    public static Offer of(Item item, Channel channel, Merchant merchant) {
        return of(item, channel, merchant, item.isCounted() && channel.tracksStock());
    }

    /** For an order line, which is counted as it was when it was placed. */
    static Offer of(Item item, Channel channel, Merchant merchant, boolean counted) {
        if (isStopped(item, channel)) {
            return nothing(counted);
        }
        if (counted) {
            return counted(item, channel, merchant);
        }
        boolean soldOutByHand = !item.isCounted() && !item.isInStock();
        return soldOutByHand ? nothing(false) : new Offer(UNLIMITED, false, Map.of(), List.of());
    }

    boolean covers(OrderLine line) {
        return sellable >= line.quantity();
    }

    private static Offer counted(Item item, Channel channel, Merchant merchant) {
        Map<String, Long> within = within(item, channel, merchant);
        long reach = channel.splitLines() ? within.values().stream().mapToLong(Long::longValue).sum()
                : within.values().stream().mapToLong(Long::longValue).max().orElse(0);
        List<Allocation> pots = pots(item, channel);
        Allocation own = pots.stream().filter(a -> a.isFor(channel)).findFirst().orElse(null);
        if (own == null) {
            return new Offer(reach, true, within, pots);
        }
        long sellable = switch (own.adjust()) {
            case FOLLOW -> own.remaining();
            case USE_AVAILABLE -> Math.min(own.remaining(), reach);
        };
        return new Offer(sellable, true, within, pots);
    }

    /** The allocations that a sale of the channel draws on: its own; else, of a MANUAL channel, those without members. */
    static List<Allocation> pots(Item item, Channel channel) {
        List<Allocation> pots = item.allocations().stream().filter(a -> a.mayBeDrawnBy(channel)).toList();
        List<Allocation> own = pots.stream().filter(a -> a.isFor(channel)).limit(1).toList();
        return own.isEmpty() ? pots : own;
    }

    private static Offer nothing(boolean counted) {
        return new Offer(0, counted, Map.of(), List.of());
    }

    private static boolean isStopped(Item item, Channel channel) {
        return item.allocations().stream().anyMatch(a -> a.purpose() == Allocation.Purpose.STOP && a.isFor(channel));
    }

    /** Free units at each of the channel's locations, less what is granted there to allocations that it may not draw on. */
    private static Map<String, Long> within(Item item, Channel channel, Merchant merchant) {
        Map<String, Long> free = new HashMap<>();
        item.levels().forEach((location, level) -> free.put(location, level.free()));
        Map<String, Long> grantedToOthers = new HashMap<>();
        reservesInRankOrder(item, merchant).forEach(reserve -> grant(reserve, merchant, free,
                reserve.mayBeDrawnBy(channel) ? new HashMap<>() : grantedToOthers));
        Map<String, Long> within = new LinkedHashMap<>();
        for (String location : channel.locationsIn(merchant)) {
            within.put(location, item.at(location).free() - grantedToOthers.getOrDefault(location, 0L));
        }
        return within;
    }

    private static void grant(Allocation reserve, Merchant merchant, Map<String, Long> free, Map<String, Long> granted) {
        long left = reserve.remaining();
        for (String location : locationsOf(reserve, merchant)) {
            long units = Math.min(left, free.getOrDefault(location, 0L));
            if (units > 0) {
                free.merge(location, -units, Long::sum);
                granted.merge(location, units, Long::sum);
                left -= units;
            }
        }
    }

    /** Its members' locations in the first member's order; without members all of them. */
    private static List<String> locationsOf(Allocation reserve, Merchant merchant) {
        if (reserve.members().isEmpty()) {
            return merchant.locations();
        }
        return reserve.members().stream().map(merchant.channels()::get).filter(c -> c != null)
                .flatMap(c -> c.locationsIn(merchant).stream()).distinct().toList();
    }

    /** Lowest member priority first, then the older one; those without members last. */
    private static List<Allocation> reservesInRankOrder(Item item, Merchant merchant) {
        List<Allocation> reserves = new ArrayList<>(item.allocations());
        reserves.removeIf(a -> a.purpose() != Allocation.Purpose.RESERVE);
        reserves.sort(Comparator.comparingInt((Allocation a) -> rank(a, merchant)).thenComparingLong(Allocation::position));
        return reserves;
    }

    private static int rank(Allocation reserve, Merchant merchant) {
        return reserve.members().stream().map(merchant.channels()::get).filter(c -> c != null)
                .mapToInt(Channel::priority).min().orElse(Integer.MAX_VALUE);
    }
}
