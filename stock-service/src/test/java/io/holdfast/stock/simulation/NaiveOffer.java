package io.holdfast.stock.simulation;

import io.holdfast.stock.ledger.Allocation;
import io.holdfast.stock.ledger.Allocation.Adjust;
import io.holdfast.stock.ledger.Allocation.Purpose;
import io.holdfast.stock.ledger.Channel;
import io.holdfast.stock.ledger.Wanted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a channel may sell, read from R44 and R6 a second time and counted unit by unit, with nothing of the ledger's own way.
 *
 * @param sellable units; {@link Long#MAX_VALUE} where nothing is counted and nothing stops the sale
 * @param free F of the rule: of each counted part, units by location that are free for this channel and this sale
 */
record NaiveOffer(long sellable, Map<String, Map<String, Long>> free) {

    static final long UNLIMITED = Long.MAX_VALUE;
    private static final NaiveOffer NOTHING = new NaiveOffer(0, Map.of());

    /** What one unit of a SKU takes of another, or of itself. */
    record Ingredient(String sku, long perUnit, boolean counted) {}

    /** A RESERVE that wants units of a SKU: its own, or one of a bundle with the SKU in it. */
    private record Claim(Allocation reserve, String of, long perUnit) {}

    /** F by location, and what of it was granted to the channel's own RESERVE of that SKU. */
    private record Granted(Map<String, Long> free, Map<String, Long> own) {}

    static List<Ingredient> ingredients(Shop shop, String sku, Channel channel) {
        Fact.Variant variant = shop.variants.get(sku);
        List<Wanted> made = variant.isBundle() ? variant.components() : List.of(new Wanted(sku, 1));
        return made.stream().map(w -> new Ingredient(w.sku(), w.quantity(),
                shop.variants.get(w.sku()).isCounted() && channel.tracksStock())).toList();
    }

    static NaiveOffer of(Shelves shelves, String sold, List<Ingredient> parts, Channel channel) {
        Map<String, Granted> granted = new HashMap<>();
        boolean stopped = isStopped(shelves, sold, channel);
        for (Ingredient part : parts) {
            Fact.Variant variant = shelves.shop.variants.get(part.sku());
            stopped |= isStopped(shelves, part.sku(), channel) || !part.counted() && !variant.isCounted() && !variant.inStock();
            if (part.counted()) {
                granted.put(part.sku(), grant(shelves, part.sku(), sold, channel));
            }
        }
        if (stopped) {
            return NOTHING;
        }
        Map<String, Map<String, Long>> free = new HashMap<>();
        granted.forEach((sku, g) -> free.put(sku, g.free()));
        return new NaiveOffer(sellable(shelves, sold, parts, channel, granted), free);
    }

    private static boolean isStopped(Shelves shelves, String sku, Channel channel) {
        return own(shelves, sku, Purpose.STOP, channel) != null;
    }

    /** Its places together where it splits lines, else the best of them. */
    private static long sellable(Shelves shelves, String sold, List<Ingredient> parts, Channel channel, Map<String, Granted> granted) {
        List<String> places = shelves.shop.places(channel);
        List<List<String>> reached = channel.splitLines() ? List.of(places) : places.stream().map(List::of).toList();
        long best = 0;
        for (List<String> together : reached) {
            long least = UNLIMITED;
            for (Ingredient part : parts) {
                if (part.counted()) {
                    least = Math.min(least, ofPart(shelves, part.sku(), channel, granted.get(part.sku()), together) / part.perUnit());
                }
            }
            best = Math.max(best, least);
        }
        boolean isBundle = parts.size() != 1 || !parts.get(0).sku().equals(sold);
        return isBundle && best != UNLIMITED
                ? fewer(shelves, sold, channel, Math.min(best, allowed(shelves, sold, channel, best, best))) : best;
    }

    private static long ofPart(Shelves shelves, String sku, Channel channel, Granted granted, List<String> places) {
        long reach = 0;
        long open = 0;
        for (String place : places) {
            reach += granted.free().get(place);
            open += granted.free().get(place) - granted.own().getOrDefault(place, 0L);
        }
        return fewer(shelves, sku, channel, allowed(shelves, sku, channel, reach, open));
    }

    private static long allowed(Shelves shelves, String sku, Channel channel, long reach, long open) {
        Allocation reserve = own(shelves, sku, Purpose.RESERVE, channel);
        Allocation presell = own(shelves, sku, Purpose.PRESELL, channel);
        long allowed = 0;
        if (reserve == null && presell == null) {
            allowed = reach;
        }
        if (reserve != null) {
            long remaining = shelves.remaining(reserve);
            allowed += reserve.adjust() == Adjust.FOLLOW ? remaining : Math.min(remaining, reach);
        }
        if (presell != null) {
            long remaining = shelves.remaining(presell);
            allowed += presell.adjust() == Adjust.FOLLOW ? remaining : Math.max(remaining, open);
        }
        return allowed;
    }

    private static long fewer(Shelves shelves, String sku, Channel channel, long units) {
        long left = units;
        for (Allocation buffer : shelves.inForce(sku, Purpose.BUFFER)) {
            left -= buffer.members().contains(channel.code()) ? buffer.quantity() : 0;
        }
        return Math.max(0, left);
    }

    static Allocation own(Shelves shelves, String sku, Purpose purpose, Channel channel) {
        return shelves.inForce(sku, purpose).stream().filter(a -> a.members().contains(channel.code())).findFirst().orElse(null);
    }

    /** Grants free units to the reserves, one unit after the other, the first in rank first. */
    private static Granted grant(Shelves shelves, String sku, String sold, Channel channel) {
        Map<String, Long> left = new HashMap<>();
        shelves.shop.locations.forEach(l -> left.put(l, shelves.free(sku, l)));
        Granted granted = new Granted(new HashMap<>(left), new HashMap<>());
        for (Claim claim : claims(shelves, sku)) {
            boolean member = claim.reserve().members().contains(channel.code());
            boolean spare = claim.reserve().members().isEmpty() && channel.kind() == Channel.Kind.MANUAL;
            boolean mayDraw = (member || spare) && (claim.of().equals(sku) || claim.of().equals(sold));
            long wanted = shelves.remaining(claim.reserve()) * claim.perUnit();
            for (String location : shelves.shop.places(claim.reserve())) {
                while (wanted > 0 && left.get(location) > 0) {
                    left.merge(location, -1L, Long::sum);
                    granted.free().merge(location, mayDraw ? 0L : -1L, Long::sum);
                    granted.own().merge(location, member && claim.of().equals(sku) ? 1L : 0L, Long::sum);
                    wanted--;
                }
            }
        }
        return granted;
    }

    private static List<Claim> claims(Shelves shelves, String sku) {
        List<Claim> claims = new ArrayList<>();
        for (Fact.Variant variant : shelves.shop.variants.values()) {
            long perUnit = variant.sku().equals(sku) ? 1
                    : variant.components().stream().filter(c -> c.sku().equals(sku)).mapToLong(Wanted::quantity).sum();
            if (perUnit > 0) {
                shelves.inForce(variant.sku(), Purpose.RESERVE).forEach(r -> claims.add(new Claim(r, variant.sku(), perUnit)));
            }
        }
        claims.sort(Comparator.comparingInt((Claim c) -> rank(shelves.shop, c.reserve())).thenComparing(c -> c.reserve().position()));
        return claims;
    }

    private static int rank(Shop shop, Allocation reserve) {
        return reserve.members().stream().mapToInt(m -> shop.channels.get(m).priority()).min().orElse(Integer.MAX_VALUE);
    }
}
