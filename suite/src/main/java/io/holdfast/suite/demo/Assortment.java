package io.holdfast.suite.demo;

import io.holdfast.suite.orders.OrderBook;
import io.holdfast.suite.replay.Dice;
import io.holdfast.suite.replay.Fate;
import io.holdfast.suite.replay.Place;
import io.holdfast.suite.replay.Plan;
import io.holdfast.suite.replay.SalesChannel;
import io.holdfast.suite.replay.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the shop sells and how much of it there is, worked out from the orders that will come and from chance that falls
 * the same way in every run.
 *
 * @param reserved units set aside for wholesale, by SKU
 * @param stopped a SKU that the web shop may not sell
 */
record Assortment(List<Article> articles, Map<String, Long> reserved, Optional<String> stopped) {

    private static final int SCARCE_PERCENT = 6;
    private static final int WATCHED_PERCENT = 60;
    private static final int QUIET_PERCENT = 10;
    private static final int RESERVES = 12;

    /**
     * @param threshold null: never low
     * @param notifies whether it may stand in the digest
     * @param stock available units at each place before the first order
     */
    record Article(String sku, String name, Long threshold, boolean notifies, Map<Place, Long> stock) {}

    static Assortment of(OrderBook book, Plan plan) {
        Map<SalesChannel, Map<String, Long>> demand = new EnumMap<>(SalesChannel.class);
        Map<String, Long> webOrders = new HashMap<>();
        for (SalesChannel channel : SalesChannel.values()) {
            demand.put(channel, new HashMap<>());
        }
        for (Step.Sale sale : plan.sales()) {
            sale.invoice().units().forEach((sku, units) -> demand.get(sale.channel()).merge(sku, units, Long::sum));
            if (sale.channel() == SalesChannel.WEB) {
                sale.skus().forEach(sku -> webOrders.merge(sku, 1L, Long::sum));
            }
        }
        Set<String> lapsing = plan.sales().stream().filter(sale -> sale.fate() == Fate.LAPSES)
                .flatMap(sale -> sale.skus().stream()).collect(Collectors.toSet());
        List<Article> articles = new ArrayList<>();
        book.names().forEach((sku, name) -> articles.add(article(sku, name, !lapsing.contains(sku),
                demand.get(SalesChannel.WEB).getOrDefault(sku, 0L) + demand.get(SalesChannel.B2B).getOrDefault(sku, 0L),
                demand.get(SalesChannel.TILL).getOrDefault(sku, 0L))));
        Map<String, Long> reserved = new LinkedHashMap<>();
        byNumber(demand.get(SalesChannel.B2B)).stream().limit(RESERVES).forEach(sku -> reserved.put(sku, demand.get(SalesChannel.B2B).get(sku)));
        return new Assortment(articles, reserved, ofMiddlingInterest(webOrders, reserved));
    }

    /**
     * An article of an order that lapses is never scarce. Then it makes no difference whether the next order of it comes
     * before or after that minute, and a run can be repeated however slow the machine is.
     */
    private static Article article(String sku, String name, boolean mayBeScarce, long warehouse, long shop) {
        boolean scarce = mayBeScarce && Dice.percent("scarce", sku) < SCARCE_PERCENT;
        // Scarce articles sell out; the others end with a small rest.
        long share = (scarce ? 60 : 106) + Dice.percent("depth", sku) / 4;
        long shopShare = Dice.percent("scarce in the shop", sku) < SCARCE_PERCENT ? 70 : 120;
        boolean watched = Dice.percent("watched", sku) < WATCHED_PERCENT;
        long threshold = Math.max(1, percentOf(warehouse + shop, 4 + Dice.percent("threshold", sku) / 8));
        return new Article(sku, name, watched ? threshold : null, Dice.percent("quiet", sku) >= QUIET_PERCENT,
                Map.of(Place.WAREHOUSE, percentOf(warehouse, share), Place.SHOP, percentOf(shop, shopShare)));
    }

    /** Rounded up. */
    private static long percentOf(long units, long percent) {
        return (units * percent + 99) / 100;
    }

    private static Optional<String> ofMiddlingInterest(Map<String, Long> webOrders, Map<String, Long> reserved) {
        List<String> ranked = byNumber(webOrders).stream().filter(sku -> !reserved.containsKey(sku)).toList();
        return ranked.isEmpty() ? Optional.empty() : Optional.of(ranked.get(ranked.size() / 2));
    }

    private static List<String> byNumber(Map<String, Long> numbers) {
        return numbers.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey).toList();
    }
}
