package io.holdfast.stock.ledger;

import io.holdfast.stock.ledger.Allocation.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The physical units of one SKU that one channel may take: what is free at its locations, less what is granted there to
 * reserves that it may not draw on.
 *
 * @param within by location, in the channel's order
 * @param ownGranted of these, what is granted to the channel's own reserve
 * @param toOthers what is granted to reserves that it may not draw on
 */
record Reach(Map<String, Long> within, Map<String, Long> ownGranted, List<Grant> toOthers) {

    /** Units of the SKU that are granted to a reserve at a location; {@code of}: the SKU or the bundle that it is a reserve of. */
    record Grant(Allocation reserve, ItemKey of, String location, long units) {}

    /**
     * A reserve that asks for units of the SKU: one of its own, or one of a bundle that it is part of.
     *
     * @param perUnit units of the SKU in one that is reserved
     */
    private record Claim(Allocation reserve, ItemKey of, long perUnit) {

        long wants() {
            return reserve.remaining() * perUnit;
        }
    }

    /** @param sold what is being sold: the SKU itself, or a bundle of it; only a bundle's own sales draw on its reserve */
    static Reach of(Stock stock, Item item, ItemKey sold, Channel channel, Merchant merchant, Instant now) {
        List<Claim> claims = claims(stock, item, merchant, now);
        Map<String, Long> within = new LinkedHashMap<>();
        channel.locationsIn(merchant).forEach(location -> within.put(location, item.at(location).free()));
        if (claims.isEmpty()) {
            return new Reach(within, Map.of(), List.of());
        }
        Map<String, Long> free = new HashMap<>();
        item.levels().forEach((location, level) -> free.put(location, level.free()));
        Map<String, Long> own = new HashMap<>();
        List<Grant> toOthers = new ArrayList<>();
        for (Claim claim : claims) {
            boolean isForThisSale = claim.of().equals(item.key()) || claim.of().equals(sold);
            boolean mine = isForThisSale && claim.reserve().mayBeDrawnBy(channel);
            grant(claim, merchant, free).forEach((location, units) -> {
                if (!mine) {
                    within.computeIfPresent(location, (l, all) -> all - units);
                    toOthers.add(new Grant(claim.reserve(), claim.of(), location, units));
                } else if (claim.of().equals(item.key()) && claim.reserve().isFor(channel)) {
                    own.merge(location, units, Long::sum);
                }
            });
        }
        return new Reach(within, own, toOthers);
    }

    /** What a channel reaches that takes from one location only. */
    long at(String location) {
        return within.getOrDefault(location, 0L);
    }

    long openAt(String location) {
        return at(location) - ownGranted.getOrDefault(location, 0L);
    }

    long everywhere() {
        return within.values().stream().mapToLong(Long::longValue).sum();
    }

    long openEverywhere() {
        return within.keySet().stream().mapToLong(this::openAt).sum();
    }

    /** Takes what is granted out of what is free; by location. */
    private static Map<String, Long> grant(Claim claim, Merchant merchant, Map<String, Long> free) {
        Map<String, Long> granted = new HashMap<>();
        long left = claim.wants();
        for (String location : locationsOf(claim.reserve(), merchant)) {
            long units = Math.min(left, free.getOrDefault(location, 0L));
            if (units > 0) {
                free.merge(location, -units, Long::sum);
                granted.put(location, units);
                left -= units;
            }
        }
        return granted;
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
    private static List<Claim> claims(Stock stock, Item item, Merchant merchant, Instant now) {
        List<Claim> claims = new ArrayList<>();
        addReserves(claims, item, 1, now);
        stock.reservedBundlesWith(item.key()).forEach(bundle -> addReserves(claims, bundle, bundle.unitsOf(item.key().sku()), now));
        claims.sort(Comparator.comparingInt((Claim c) -> rank(c.reserve(), merchant)).thenComparingLong(c -> c.reserve().position()));
        return claims;
    }

    private static void addReserves(List<Claim> claims, Item item, long perUnit, Instant now) {
        item.allocations().stream().filter(a -> a.purpose() == Purpose.RESERVE && a.isInForceAt(now))
                .forEach(a -> claims.add(new Claim(a, item.key(), perUnit)));
    }

    private static int rank(Allocation reserve, Merchant merchant) {
        return reserve.members().stream().map(merchant.channels()::get).filter(c -> c != null)
                .mapToInt(Channel::priority).min().orElse(Integer.MAX_VALUE);
    }
}
