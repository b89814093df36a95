package io.holdfast.allocation.sellable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.allocation.Allocating;
import io.holdfast.allocation.LoopbackWebhooks;
import io.holdfast.allocation.StockSays;
import io.holdfast.service.database.Transactions;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "allocation"))
@QuarkusTestResource(StubStock.class)
@QuarkusTestResource(LoopbackWebhooks.class)
class TellingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Transactions transactions;

    @Inject
    ToldStore store;

    @Inject
    ToldChannels channels;

    @Inject
    LaneStore lanes;

    private final Allocating shop = Allocating.ofNewMerchant();
    private final StockSays stock = StockSays.of(shop);

    @Test
    @DisplayName("R49 the newest version wins, whatever arrives after it, and moves to the end of its channel's stream")
    void theNewestVersionWins() {
        stock.that("TEA", 5, 50, "web").that("MUG", 1, 9, "web").now();
        assertEquals(List.of("TEA=50@5", "MUG=9@1"), told("web"));
        stock.that("TEA", 4, 40, "web").now();
        assertEquals(List.of("TEA=50@5", "MUG=9@1"), told("web"));
        stock.that("TEA", 6, 60, "web").that("TEA", 8, 80, "web").that("TEA", 7, 70, "web").now();
        assertEquals(List.of("MUG=9@1", "TEA=80@8"), told("web"));
        stock.thatStatus("CUP", 1, "IN_STOCK", "web").thatStatus("CUP", 2, "OUT_OF_STOCK", "web").now();
        assertEquals(List.of("MUG=9@1", "TEA=80@8", "CUP=OUT_OF_STOCK@2"), told("web"));
    }

    @Test
    @DisplayName("R49 a newer version that says the same is told to nobody, and still keeps older ones out")
    void theSameValueIsNotToldAgain() {
        stock.that("TEA", 1, 5, "web", "b2b").now();
        long before = position("web");
        stock.that("TEA", 4, 5, "web").now();
        assertEquals(List.of(), transactions.ofAllMerchants(all -> store.after(all, key("web"), before, 10)).await().atMost(PATIENCE));
        assertEquals(List.of("TEA=5@4"), told("web"));
        stock.that("TEA", 3, 7, "web", "b2b").now();
        assertEquals(List.of("TEA=5@4"), told("web"));
        assertEquals(List.of("TEA=7@3"), told("b2b"));
    }

    @Test
    @DisplayName("R82 what stock says once more is told to nobody, by its version, not because it is remembered")
    void theSameEventAgain() {
        stock.that("TEA", 1, 5, "web").now();
        long before = position("web");
        long remembered = remembered();
        stock.that("TEA", 1, 5, "web").now();
        assertEquals(List.of(), transactions.ofAllMerchants(all -> store.after(all, key("web"), before, 10)).await().atMost(PATIENCE));
        assertEquals(remembered, remembered());
    }

    private long remembered() {
        return transactions.ofAllMerchants(all -> all.query("select count(*) from inbox").execute()).await().atMost(PATIENCE)
                .iterator().next().getLong(0);
    }

    @Test
    @DisplayName("R49 two replicas that apply the same events at once, shuffled, agree on the newest, and no reader misses or sees an older one")
    void twoReplicas() {
        int skus = 15;
        int versions = 40;
        List<StockSays> batches = new ArrayList<>();
        Random random = new Random(7);
        List<int[]> changes = new ArrayList<>();
        IntStream.range(0, skus).forEach(sku -> IntStream.rangeClosed(1, versions).forEach(version -> changes.add(new int[] {sku, version})));
        Collections.shuffle(changes, random);
        for (int from = 0; from < changes.size(); from += 20) {
            StockSays batch = StockSays.of(shop);
            changes.subList(from, from + 20).forEach(change -> batch.that("S" + change[0], change[1], change[1] * 10L, "web", "b2b", "app"));
            batches.add(batch);
        }
        CompletableFuture<?> all = CompletableFuture.allOf(batches.stream().map(batch -> CompletableFuture.runAsync(batch::now))
                .toArray(CompletableFuture[]::new));
        Map<String, Long> seen = new HashMap<>();
        HashSet<Long> positions = new HashSet<>();
        long at = 0;
        boolean last = false;
        while (!last) {
            last = all.isDone();
            long after = at;
            for (Told one : transactions.ofAllMerchants(reading -> store.after(reading, key("b2b"), after, 7)).await().atMost(PATIENCE)) {
                assertTrue(seen.getOrDefault(one.value().sku(), 0L) < one.value().version(), "older after newer: " + one);
                assertTrue(one.position() > at && positions.add(one.position()));
                seen.put(one.value().sku(), one.value().version());
                at = one.position();
                last = false;
            }
        }
        all.join();
        assertEquals(skus, seen.size());
        assertTrue(seen.values().stream().allMatch(version -> version == versions), seen.toString());
        assertEquals(told("web").stream().sorted().toList(), told("app").stream().sorted().toList());
    }

    @Test
    @DisplayName("R49 however much changes, there is one row per channel and SKU")
    void oneRowPerChannelAndSku() {
        for (int round = 1; round <= 10; round++) {
            for (int sku = 0; sku < 20; sku++) {
                stock.that("S" + sku, round, round, "web", "b2b");
            }
            stock.now();
        }
        assertEquals(40, transactions.ofAllMerchants(all -> all.preparedQuery("select count(*) as n from told where merchant = $1").execute(Tuple.of(shop.merchant())))
                .await().atMost(PATIENCE).iterator().next().getLong("n"));
    }

    @Test
    @DisplayName("R50 a channel without webhook or stream is not connected, and all it was to be told is undelivered")
    void nobodyListens() {
        stock.that("TEA", 1, 5, "web").that("MUG", 1, 5, "web", "b2b").now();
        assertFalse(transactions.ofAllMerchants(all -> channels.isConnected(all, shop.merchant(), "web")).await().atMost(PATIENCE));
        assertEquals(2, transactions.ofAllMerchants(all -> channels.undelivered(all, shop.merchant(), "web")).await().atMost(PATIENCE));
        List<ToldStore.Stretch> allButOne = List.of(new ToldStore.Stretch(key("web"), 0, position("web") - 1));
        transactions.ofAllMerchants(all -> store.delivered(all, allButOne)).await().atMost(PATIENCE);
        assertEquals(1, transactions.ofAllMerchants(all -> channels.undelivered(all, shop.merchant(), "web")).await().atMost(PATIENCE));
        stock.that("TEA", 2, 5, "web").now();
        assertEquals(1, transactions.ofAllMerchants(all -> channels.undelivered(all, shop.merchant(), "web")).await().atMost(PATIENCE));
        stock.that("TEA", 3, 6, "web").now();
        assertEquals(2, transactions.ofAllMerchants(all -> channels.undelivered(all, shop.merchant(), "web")).await().atMost(PATIENCE));
    }

    @Test
    @DisplayName("R49 who calls webhooks is woken where one has something to be told, and by no other channel")
    void onlyWebhooksWakeWhoCallsThem() {
        shop.channel("web", "ONLINE");
        stock.that("TEA", 1, 5, "web", "b2b").now();
        assertFalse(wakes("web"), "nobody wants to be called");
        shop.call().body("{\"url\": \"http://127.0.0.1:9/closed\", \"events\": [\"availability.changed\"], \"channel\": \"web\"}")
                .post("/v1/webhooks").then().statusCode(201);
        assertFalse(wakes("web"), "its lane knows already how far its stream has grown");
        assertFalse(wakesBehind("b2b"), "this channel has none");
        assertTrue(wakesBehind("web"));
        assertFalse(wakes("web"), "it has just been told");
    }

    /** While a lane is one position behind; in one transaction, so that the sweep doesn't bring it up to date in between. */
    private boolean wakesBehind(String channel) {
        return transactions.ofAllMerchants(all -> all.preparedQuery("update webhook_lane set newest = newest - 1 where merchant = $1").execute(Tuple.of(shop.merchant()))
                .flatMap(behind -> lanes.wake(all, List.of(key(channel))))).await().atMost(PATIENCE);
    }

    private boolean wakes(String channel) {
        return transactions.ofAllMerchants(all -> lanes.wake(all, List.of(key(channel)))).await().atMost(PATIENCE);
    }

    private List<String> told(String channel) {
        return transactions.ofAllMerchants(all -> store.after(all, key(channel), 0, 1_000)).await().atMost(PATIENCE).stream().map(Told::value)
                .map(value -> value.sku() + "=" + (value.status() == null ? value.sellable() : value.status()) + "@" + value.version()).toList();
    }

    private long position(String channel) {
        return transactions.ofAllMerchants(all -> store.positions(all, List.of(key(channel)))).await().atMost(PATIENCE).get(key(channel));
    }

    private ChannelKey key(String channel) {
        return new ChannelKey(shop.merchant(), channel);
    }
}
