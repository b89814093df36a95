package io.holdfast.stock.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.holdfast.stock.ledger.Channel;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Offer;
import io.holdfast.stock.ledger.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One walk of a workload through the ledger, judged at every step. */
final class Walk {

    private final Workload workload;
    private final MemoryEngine engine = new MemoryEngine();
    private final Reached reached;
    private final Map<String, Judge> judges = new HashMap<>();
    private final List<Happened> happened = new ArrayList<>();
    int step;

    /** A fact, or a moment, or a command with its outcome; the others are null. */
    private record Happened(Fact fact, Instant moment, Command command, Outcome outcome) {}

    Walk(long seed, Reached reached) {
        this.reached = reached;
        workload = new Workload(seed, "m");
        workload.shops.keySet().forEach(merchant -> judges.put(merchant, new Judge()));
    }

    void go(int steps) {
        happened(new Happened(null, workload.now(), null, null));
        workload.opening().forEach(fact -> happened(new Happened(fact, null, null, null)));
        for (step = 0; step < steps; step++) {
            if (workload.passes()) {
                pass();
            }
            Fact edit = workload.edit();
            if (edit != null) {
                happened(new Happened(edit, null, null, null));
            }
            settle();
            ask();
            decide(workload.command());
        }
        nobodyElseMatters("m-a");
    }

    private void happened(Happened one) {
        happened.add(one);
        tell(engine, one);
    }

    private static void tell(MemoryEngine engine, Happened one) {
        if (one.moment() != null) {
            engine.moveTo(one.moment());
        } else {
            engine.learn(one.fact());
        }
    }

    private void pass() {
        happened(new Happened(null, workload.now(), null, null));
    }

    /** Facts and time set nothing free by themselves but what was due. */
    private void settle() {
        Map<String, View> before = views();
        engine.settle();
        workload.shops.forEach((merchant, shop) -> Judge.checkPassing(shop, before.get(merchant), engine.view(merchant), workload.now()));
    }

    /** R44: what the ledger says may be sold is what the rule says. */
    private void ask() {
        Shop shop = workload.shops.get(workload.chance().of(List.copyOf(workload.shops.keySet())));
        String sku = workload.chance().of(FactMaker.SKUS);
        Channel channel = workload.chance().of(List.copyOf(shop.channels.values()));
        Fact.Variant variant = shop.variants.get(sku);
        boolean archived = variant.archived() || variant.components().stream().anyMatch(c -> shop.variants.get(c.sku()).archived());
        Offer offer = engine.offer(shop.merchant, channel, sku);
        NaiveOffer naive = NaiveOffer.of(new Shelves(shop, engine.view(shop.merchant), workload.now()), sku,
                NaiveOffer.ingredients(shop, sku, channel), channel);
        assertEquals(archived ? 0 : naive.sellable(), offer.sellable(), () -> "R44 sellable of " + sku + " for " + channel + ": " + naive + " " + offer);
    }

    private void decide(Command command) {
        Map<String, View> before = views();
        Outcome outcome = engine.decide(command);
        happened.add(new Happened(null, null, command, outcome));
        workload.learn(command, outcome);
        reached.add(command, outcome);
        String merchant = command.merchant();
        judges.get(merchant).check(new Step(command, outcome, workload.shops.get(merchant), before.get(merchant), engine.view(merchant), workload.now()));
        before.forEach((other, view) -> {
            if (!other.equals(merchant)) {
                assertSame(view, engine.view(other), () -> "R80 nothing of others changes: " + command);
            }
        });
    }

    private Map<String, View> views() {
        Map<String, View> views = new HashMap<>();
        workload.shops.keySet().forEach(merchant -> views.put(merchant, engine.view(merchant)));
        return views;
    }

    /** R80: alone in the world, a merchant would have got the very same answers. */
    private void nobodyElseMatters(String merchant) {
        MemoryEngine alone = new MemoryEngine();
        for (Happened one : happened) {
            if (one.command() == null) {
                if (one.fact() == null || one.fact().merchant().equals(merchant)) {
                    tell(alone, one);
                }
            } else if (one.command().merchant().equals(merchant)) {
                alone.settle();
                assertEquals(one.outcome(), alone.decide(one.command()), () -> "R80 the same without others: " + one.command());
            }
        }
    }
}
