package io.holdfast.allocation.stream;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.allocation.Allocating;
import io.holdfast.allocation.LoopbackWebhooks;
import io.holdfast.allocation.StockSays;
import io.holdfast.allocation.sellable.ChannelKey;
import io.holdfast.allocation.sellable.News;
import io.holdfast.allocation.sellable.Telling;
import io.holdfast.allocation.sellable.ToldChannels;
import io.holdfast.allocation.sellable.Value;
import io.holdfast.service.database.Transactions;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.service.TestTokens;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "allocation"))
@QuarkusTestResource(StubStock.class)
@QuarkusTestResource(LoopbackWebhooks.class)
class StreamTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Transactions transactions;

    @Inject
    Readers readers;

    @Inject
    Telling telling;

    @Inject
    ToldChannels channels;

    private Allocating shop;
    private StockSays stock;

    @BeforeEach
    void aShopWithChannels() {
        shop = Allocating.ofMerchantWithTea();
        stock = StockSays.of(shop);
    }

    @Test
    @DisplayName("R49 a stream tells of its channel what changes from now on, at once and in order")
    void tellsWhatChanges() {
        stock.that("OLD", 1, 1, "web").now();
        try (Listening web = open("?channel=web", null); Listening till = open("?channel=till", null)) {
            stock.that("TEA", 1, 5, "web").that("TEA", 2, 4, "web", "till").now();
            stock.thatStatus("CUP", 1, "IN_STOCK", "web").now();
            await().atMost(Duration.ofSeconds(2)).until(() -> web.told().size() == 2 && till.told().size() == 1);
            assertEquals(List.of("TEA=4@2", "CUP=IN_STOCK@1"), web.told());
            assertEquals("{\"channel\":\"web\",\"sku\":\"TEA\",\"sellable\":4,\"version\":2}", web.events().get(0).toString());
            assertEquals("{\"channel\":\"web\",\"sku\":\"CUP\",\"sellable\":null,\"status\":\"IN_STOCK\",\"version\":1}", web.events().get(1).toString());
            assertEquals(2, web.lines().stream().filter("event: availability"::equals).count());
            assertTrue(web.lines().stream().anyMatch(line -> line.equalsIgnoreCase("content-type: text/event-stream")), web.lines().toString());
        }
    }

    @Test
    @DisplayName("R49 who resumes with Last-Event-ID gets what changed since, each SKU once, as it is now; also one who had heard nothing yet")
    void resumes() {
        stock.that("OLD", 1, 1, "web").now();
        Listening first = open("?channel=web", null);
        String nothingYet = first.lastId();
        stock.that("TEA", 1, 5, "web").now();
        await().atMost(PATIENCE).until(() -> first.told().size() == 1);
        String afterTea = first.lastId();
        first.close();
        stock.that("TEA", 2, 4, "web").now();
        stock.that("MUG", 1, 7, "web").now();
        stock.that("TEA", 3, 3, "web").now();
        try (Listening again = open("?channel=web", afterTea); Listening fresh = open("?channel=web&from=start", nothingYet)) {
            await().atMost(PATIENCE).until(() -> again.told().size() == 2 && fresh.told().size() == 2);
            assertEquals(List.of("MUG=7@1", "TEA=3@3"), again.told());
            assertEquals(again.told(), fresh.told());
        }
        try (Listening all = open("?channel=web&from=start", null); Listening lost = open("?channel=web", "999999")) {
            await().atMost(PATIENCE).until(() -> all.told().size() == 3 && lost.told().size() == 3);
            assertEquals(List.of("OLD=1@1", "MUG=7@1", "TEA=3@3"), all.told());
        }
    }

    @Test
    @DisplayName("R49 a reader who takes nothing holds nobody up, and gets the newest of each SKU when it goes on")
    void aSlowReaderHoldsNobodyUp() {
        // Long names, so that what the slow one doesn't take is more than all buffers on the way.
        String channel = "\uD83C\uDF75".repeat(60);
        shop.channel(channel, "MARKETPLACE");
        String query = "?channel=" + "%F0%9F%8D%B5".repeat(60);
        int skus = 1_000;
        int rounds = 12;
        try (Listening slow = Listening.asked(shop.merchant(), query, null); Listening quick = open(query, null)) {
            await().atMost(PATIENCE).until(() -> readers.count() >= 2);
            for (int round = 1; round <= rounds; round++) {
                long version = round;
                List<News> news = IntStream.range(0, skus).mapToObj(sku -> new News(new ChannelKey(shop.merchant(), channel),
                        new Value("\uD83C\uDF75".repeat(60) + sku, version, null, version))).toList();
                transactions.ofAllMerchants(transaction -> telling.tell(transaction, news)).await().atMost(PATIENCE);
                await().atMost(PATIENCE).until(() -> quick.events().size() >= skus * version);
                assertEquals(Set.of(version), Set.copyOf(newest(quick).values()));
                assertEquals(skus, newest(quick).size());
            }
            slow.read();
            await().atMost(PATIENCE).until(() -> newest(slow).size() == skus && newest(slow).values().stream().allMatch(v -> v == rounds));
            assertEquals(skus * rounds, quick.events().size());
            assertTrue(slow.events().size() < skus * rounds, slow.events().size() + " events, one for each change");
        }
    }

    /** Per SKU; fails if an older one follows a newer one. */
    private static Map<String, Long> newest(Listening listening) {
        Map<String, Long> newest = new HashMap<>();
        listening.events().forEach(event -> {
            Long before = newest.put(event.path("sku").asText(), event.path("version").asLong());
            assertTrue(before == null || before < event.path("version").asLong(), () -> "older after newer: " + event);
        });
        return newest;
    }

    @Test
    @DisplayName("R50 an open stream counts as connected, and what it took as delivered; one that hangs up leaves nothing open")
    void leavesNothingOpen() {
        int before = readers.count();
        List<Listening> many = IntStream.range(0, 20).mapToObj(i -> open("?channel=web", null)).toList();
        assertEquals(before + 20, readers.count());
        assertTrue(transactions.ofAllMerchants(all -> channels.isConnected(all, shop.merchant(), "web")).await().atMost(PATIENCE));
        stock.that("TEA", 1, 5, "web").now();
        await().atMost(PATIENCE).until(() -> many.stream().allMatch(one -> one.told().size() == 1));
        await().atMost(PATIENCE).until(() -> transactions.ofAllMerchants(all -> channels.undelivered(all, shop.merchant(), "web"))
                .await().atMost(PATIENCE) == 0);
        many.forEach(Listening::close);
        await().atMost(PATIENCE).until(() -> readers.count() == before && rows() == 0);
        assertEquals(false, transactions.ofAllMerchants(all -> channels.isConnected(all, shop.merchant(), "web")).await().atMost(PATIENCE));
    }

    private long rows() {
        return transactions.ofAllMerchants(all -> all.preparedQuery("select count(*) as n from stream_reader where merchant = $1").execute(Tuple.of(shop.merchant())))
                .await().atMost(PATIENCE).iterator().next().getLong("n");
    }

    @Test
    @DisplayName("R49 a silent stream gives signs of life")
    void signsOfLife() {
        try (Listening web = open("?channel=web", null)) {
            readers.beat();
            await().atMost(PATIENCE).until(() -> {
                readers.beat();
                return web.lines().contains(": nothing new");
            });
            stock.that("TEA", 1, 5, "web").now();
            await().atMost(PATIENCE).until(() -> web.told().equals(List.of("TEA=5@1")));
        }
    }

    @Test
    @DisplayName("R80 R83 an unknown channel, another merchant's, and wrong parameters are refused before a stream opens")
    void refusals() {
        get("?channel=nowhere", null, 404);
        get("", null, 422);
        get("?channel=", null, 422);
        get("?channel=web&from=yesterday", null, 422);
        get("?channel=web", "abc", 422);
        get("?channel=web", "-1", 422);
        Allocating other = Allocating.ofNewMerchant();
        other.call().accept("text/event-stream").get("/v1/availability/stream?channel=web").then().statusCode(404);
        other.channel("web", "ONLINE");
        try (Listening theirs = Listening.to(other.merchant(), "?channel=web&from=start", null); Listening ours = open("?channel=web", null)) {
            stock.that("TEA", 1, 5, "web").now();
            await().atMost(PATIENCE).until(() -> ours.told().size() == 1);
            assertEquals(List.of(), theirs.told());
        }
    }

    @Test
    @DisplayName("R83 HEAD opens no stream and ends: whatever follows on its connection is answered")
    void onlyItsHead() throws IOException {
        int before = readers.count();
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            BufferedReader answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertEquals("HTTP/1.1 200 OK", asked(socket, answers, "HEAD", "?channel=web"));
            assertEquals("HTTP/1.1 422 Unprocessable Entity", asked(socket, answers, "GET", "?channel="));
        }
        assertEquals(before, readers.count());
        assertEquals(0, rows());
    }

    /** The first line of the answer, of which the head is read. */
    private String asked(Socket socket, BufferedReader answers, String method, String query) throws IOException {
        socket.getOutputStream().write((method + " /v1/availability/stream" + query + " HTTP/1.1\r\nHost: x\r\nAuthorization: "
                + TestTokens.admin(shop.merchant()) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        String first = answers.readLine();
        while (!answers.readLine().isEmpty()) {
            // Only the head is of interest here.
        }
        return first;
    }

    @Test
    @DisplayName("R83 a channel has so many streams and no more")
    void aLimitOfStreams() {
        List<Listening> many = IntStream.range(0, 50).mapToObj(i -> open("?channel=b2b", null)).toList();
        shop.call().accept("text/event-stream").get("/v1/availability/stream?channel=b2b").then().statusCode(429).header("Retry-After", "30")
                .contentType("application/problem+json");
        many.forEach(Listening::close);
    }

    private void get(String query, String lastEventId, int status) {
        var call = shop.call().accept("text/event-stream");
        (lastEventId == null ? call : call.header("Last-Event-ID", lastEventId)).get("/v1/availability/stream" + query)
                .then().statusCode(status).contentType("application/problem+json").body("status", equalTo(status));
    }

    private Listening open(String query, String lastEventId) {
        Listening listening = Listening.to(shop.merchant(), query, lastEventId);
        await().atMost(PATIENCE).until(listening::isOpen);
        return listening;
    }
}
