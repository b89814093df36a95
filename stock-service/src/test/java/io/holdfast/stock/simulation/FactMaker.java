package io.holdfast.stock.simulation;

import io.holdfast.stock.ledger.Allocation;
import io.holdfast.stock.ledger.Allocation.Adjust;
import io.holdfast.stock.ledger.Allocation.Purpose;
import io.holdfast.stock.ledger.Allocation.Window;
import io.holdfast.stock.ledger.Channel;
import io.holdfast.stock.ledger.Item.Tracking;
import io.holdfast.stock.ledger.Life;
import io.holdfast.stock.ledger.Settings.OnShortage;
import io.holdfast.stock.ledger.Trigger;
import io.holdfast.stock.ledger.Wanted;
import io.holdfast.stock.settings.StockSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a merchant says at random: a shop with every kind of channel to begin with, then edits of all of it. */
final class FactMaker {

    static final List<String> SINGLE = List.of("TEA", "JAM", "HAM", "GIFT");
    static final List<String> SKUS = List.of("TEA", "JAM", "HAM", "GIFT", "BOX", "KIT");
    private static final List<Duration> LIVES = List.of(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(3));

    private final Shop shop;
    private final Chance chance;
    private long created;

    FactMaker(Shop shop, Chance chance) {
        this.shop = shop;
        this.chance = chance;
    }

    List<Fact> opening() {
        List<Fact> facts = new ArrayList<>();
        List.of("W1", "S1", "S2").forEach(location -> facts.add(new Fact.Opened(shop.merchant, location)));
        SKUS.forEach(sku -> facts.add(new Fact.OfVariant(shop.merchant, new Fact.Variant(sku,
                sku.equals("GIFT") ? Tracking.STATUS : Tracking.QUANTITY, sku.equals("GIFT"), false, components(sku)))));
        facts.add(channel("web", Channel.Kind.ONLINE, null, null, 1));
        facts.add(channel("app", Channel.Kind.MARKETPLACE, List.of("S1", "W1"), Trigger.ON_PAYMENT, 2));
        facts.add(channel("b2b", Channel.Kind.B2B, List.of("S2", "S1"), null, 3));
        facts.add(channel("desk", Channel.Kind.MANUAL, null, null, 4));
        facts.add(channel("bill", Channel.Kind.INVOICE, null, null, 5));
        facts.add(channel("till", Channel.Kind.POS, List.of("S1"), null, 6));
        facts.add(settings(Instant.EPOCH));
        return facts;
    }

    /** One edit of something. */
    Fact edit(Instant now) {
        return switch (chance.below(16)) {
            case 0, 1, 2, 3, 4 -> newAllocation(now);
            case 5, 6 -> editedAllocation(now);
            case 7, 8 -> endedAllocation(now);
            case 9, 10 -> variant();
            case 11 -> settings(now);
            case 12 -> shop.locations.size() < 5 && chance.oneIn(3) ? new Fact.Opened(shop.merchant, "X" + shop.locations.size()) : variant();
            default -> editedChannel();
        };
    }

    private Fact channel(String code, Channel.Kind kind, List<String> locations, Trigger trigger, long position) {
        Life life = kind == Channel.Kind.B2B ? Life.NEVER : chance.rarely(3, new Life(chance.of(LIVES)));
        return new Fact.OfChannel(shop.merchant, new Channel(code, kind, locations, chance.oneIn(2), trigger, life,
                kind != Channel.Kind.INVOICE, chance.below(3), position));
    }

    private Fact editedChannel() {
        Channel old = chance.of(List.copyOf(shop.channels.values()));
        List<String> locations = old.locations();
        if (chance.oneIn(2)) {
            List<String> some = new ArrayList<>(shop.locations);
            some.removeIf(l -> chance.oneIn(2));
            some.sort(Comparator.comparing(l -> chance.below(100)));
            locations = some.isEmpty() ? null : some;
        }
        boolean tracks = old.kind() == Channel.Kind.INVOICE ? chance.oneIn(2) : !chance.oneIn(10);
        Trigger trigger = chance.oneIn(3) ? chance.rarely(2, chance.of(List.of(Trigger.values()))) : old.trigger();
        Life life = chance.oneIn(4) ? chance.rarely(2, new Life(chance.of(LIVES))) : old.unpaidLife();
        return new Fact.OfChannel(shop.merchant, new Channel(old.code(), old.kind(), locations, chance.oneIn(2), trigger, life, tracks,
                chance.below(3), old.position()));
    }

    private Fact variant() {
        Fact.Variant old = shop.variants.get(chance.of(SKUS));
        boolean flips = old.sku().equals("HAM") && chance.oneIn(2);
        Tracking tracking = flips ? chance.of(List.of(Tracking.values())) : old.tracking();
        boolean archived = old.archived() ? !chance.oneIn(2) : chance.oneIn(15);
        return new Fact.OfVariant(shop.merchant, new Fact.Variant(old.sku(), tracking, !chance.oneIn(3), archived,
                old.isBundle() ? components(old.sku()) : List.of()));
    }

    /** A bundle is made of one to three others; the same SKU is never in it twice. */
    private List<Wanted> components(String sku) {
        if (SINGLE.contains(sku)) {
            return List.of();
        }
        List<Wanted> components = new ArrayList<>();
        List.of("GIFT", "HAM", "JAM", "TEA").forEach(of -> {
            if (chance.oneIn(of.equals("GIFT") ? 6 : 2)) {
                components.add(new Wanted(of, chance.between(1, 3)));
            }
        });
        return components.isEmpty() ? List.of(new Wanted("JAM", 1), new Wanted("TEA", 2)) : components;
    }

    private Fact settings(Instant now) {
        StockSettings.Override peak = chance.rarely(3, new StockSettings.Override(chance.of(List.of(Trigger.values())), now, now.plus(chance.of(LIVES))));
        Map<String, StockSettings.Method> methods = Map.of("card", new StockSettings.Method(chance.of(LIVES), null),
                "Slow", new StockSettings.Method(null, true));
        return new Fact.OfSettings(shop.merchant, new StockSettings(chance.oneIn(5) ? Trigger.ON_PAYMENT : Trigger.ON_ORDER,
                chance.of(LIVES), chance.oneIn(3) ? OnShortage.REFUND : OnShortage.BACKORDER, peak, methods));
    }

    private Fact newAllocation(Instant now) {
        String sku = chance.of(SKUS);
        Purpose purpose = chance.of(List.of(Purpose.RESERVE, Purpose.RESERVE, Purpose.RESERVE, Purpose.PRESELL, Purpose.PRESELL,
                Purpose.PRESELL, Purpose.BUFFER, Purpose.STOP));
        Window window = window(now);
        List<String> members = members(sku, purpose, window, null);
        if (members.isEmpty() && purpose != Purpose.RESERVE) {
            return new Fact.OfVariant(shop.merchant, shop.variants.get(sku));
        }
        long quantity = switch (purpose) {
            case STOP -> 0;
            case BUFFER -> chance.between(0, 3);
            default -> chance.between(0, SINGLE.contains(sku) ? 20 : 6);
        };
        long position = ChronoUnit.MICROS.between(Instant.EPOCH, now) + ++created;
        return new Fact.OfAllocation(shop.merchant, sku, new Allocation(chance.id(), purpose, members, quantity, adjust(), window, 0, position), false);
    }

    private Fact editedAllocation(Instant now) {
        Fact.OfAllocation old = any();
        if (old == null) {
            return newAllocation(now);
        }
        Allocation a = old.allocation();
        Window window = chance.oneIn(3) ? window(now) : a.window();
        List<String> members = members(old.sku(), a.purpose(), window, a.id());
        members = members.isEmpty() && a.purpose() != Purpose.RESERVE ? a.members() : members;
        boolean clashes = members == a.members() && window != a.window();
        return new Fact.OfAllocation(shop.merchant, old.sku(), new Allocation(a.id(), a.purpose(), members, a.purpose() == Purpose.STOP ? 0
                : Math.max(0, a.quantity() + chance.between(-5, 8)), adjust(), clashes ? a.window() : window, 0, a.position()), false);
    }

    private Fact endedAllocation(Instant now) {
        Fact.OfAllocation old = any();
        return old == null ? newAllocation(now) : new Fact.OfAllocation(shop.merchant, old.sku(), old.allocation(), true);
    }

    private Fact.OfAllocation any() {
        List<Fact.OfAllocation> all = new ArrayList<>();
        SKUS.forEach(sku -> shop.of(sku).values().forEach(a -> all.add(new Fact.OfAllocation(shop.merchant, sku, a, false))));
        return all.isEmpty() ? null : chance.of(all);
    }

    private Adjust adjust() {
        return chance.oneIn(3) ? Adjust.USE_AVAILABLE : Adjust.FOLLOW;
    }

    private Window window(Instant now) {
        Instant from = chance.rarely(4, now.plus(Duration.ofMinutes(chance.below(60))));
        Instant until = chance.rarely(4, (from == null ? now : from).plus(Duration.ofMinutes(1 + chance.below(90))));
        return new Window(from, until);
    }

    /** R43: at any time a channel is a member of at most one RESERVE and one PRESELL of a SKU. */
    private List<String> members(String sku, Purpose purpose, Window window, UUID self) {
        List<String> members = new ArrayList<>(shop.channels.keySet());
        members.removeIf(member -> chance.below(3) > 0 || (purpose == Purpose.RESERVE || purpose == Purpose.PRESELL)
                && shop.of(sku).values().stream().anyMatch(a -> !a.id().equals(self) && a.purpose() == purpose
                        && a.members().contains(member) && overlap(a.window(), window)));
        members.sort(Comparator.comparing(m -> chance.below(100)));
        return members;
    }

    private static boolean overlap(Window a, Window b) {
        return (a.from() == null || b.until() == null || a.from().isBefore(b.until()))
                && (b.from() == null || a.until() == null || b.from().isBefore(a.until()));
    }
}
