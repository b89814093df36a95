package io.holdfast.suite.journey;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.client.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Three set-ups of a merchant's life, each told to the channels as it happens. */
class ChannelsJourneyTest {

    private static final String B2B = "b2b";
    private static final String AMAZON = "amazon";
    private static final String EBAY = "ebay";

    private final Shop shop = Shop.open(RunningSuite.get()).withChannel(Shop.WEB, "ONLINE", Map.of());

    @Test
    @DisplayName("R41 R46 R49 What is reserved for B2B is still theirs after the web shop has sold out")
    void whatIsReservedForWholesaleOutlastsTheWebShop() {
        shop.withStock("CHAIR", 100).withChannel(B2B, "B2B", Map.of("unpaidLife", "NEVER"));
        List<Long> web = shop.told(Shop.WEB, "CHAIR");
        List<Long> wholesale = shop.told(B2B, "CHAIR");
        String reserve = shop.created("/v1/allocations", allocation("RESERVE", "CHAIR", 30, List.of(B2B))).path("id").asText();
        assertEquals(Map.of("onHand", 100L, "setAside", -30L), shop.explained(Shop.WEB, "CHAIR"));
        assertTold(70, web);
        assertEquals(201, shop.order(Shop.WEB, "the last seventy", "CHAIR", 70).status());
        Shop.assertRefused(shop.order(Shop.WEB, "one more", "CHAIR", 1), 0);
        assertTold(0, web);
        JsonNode twenty = shop.order(B2B, "twenty", "CHAIR", 20).orFail().body();
        Shop.assertRefused(shop.order(B2B, "eleven of ten", "CHAIR", 11), 10);
        assertTold(10, wholesale);
        assertTrue(shop.gateway().call("POST", "/v1/orders/" + twenty.path("id").asText() + "/cancellation", Map.of("eventId", "c1")).ok());
        assertEquals(30, shop.sellable(B2B, "CHAIR"), "a cancellation gives back to the reserve");
        assertEquals(0, shop.sellable(Shop.WEB, "CHAIR"), "and not to the web shop");
        assertTold(30, wholesale);
        assertTrue(shop.gateway().call("DELETE", "/v1/allocations/" + reserve, null).ok());
        assertEquals(30, shop.sellable(Shop.WEB, "CHAIR"), "what nobody reserves any more is everybody's");
        assertTold(30, web);
        shop.assertAuditClean();
    }

    @Test
    @DisplayName("R41 R47 What is sold before it arrives is covered on receipt, and the rest goes on being sold")
    void anInboundShipmentIsSoldAheadAndCoveredOnReceipt() {
        shop.withStock("CONSOLE", 0).withChannel(AMAZON, "MARKETPLACE", Map.of());
        String inbound = shop.created("/v1/inbound", Map.of("location", "warehouse", "expectedOn", "2040-01-01",
                "reference", "PO-1", "lines", List.of(Map.of("sku", "CONSOLE", "quantity", 40)))).path("id").asText();
        shop.created("/v1/allocations", allocation("PRESELL", "CONSOLE", 40, List.of(Shop.WEB)));
        List<Long> web = shop.told(Shop.WEB, "CONSOLE");
        assertEquals(40, shop.sellable(Shop.WEB, "CONSOLE"));
        Shop.assertRefused(shop.order(AMAZON, "not ahead", "CONSOLE", 1), 0);
        JsonNode early = shop.order(Shop.WEB, "early", "CONSOLE", 25).orFail().body();
        JsonNode paid = shop.pay(early).orFail().body();
        assertEquals("PAID", paid.path("state").asText(), "a presale is a sale, not a shortage");
        assertEquals(25, paid.path("lines").path(0).path("backordered").asLong());
        assertEquals(0, shop.available("CONSOLE"));
        shop.gateway().call("POST", "/v1/inbound/" + inbound + "/receipts", Map.of("lines", List.of(Map.of("sku", "CONSOLE", "quantity", 30)))).orFail();
        JsonNode covered = line(early);
        assertEquals(List.of(25L, 0L), List.of(covered.path("committed").asLong(), covered.path("backordered").asLong()));
        assertEquals(5, shop.available("CONSOLE"), "those who waited come first");
        assertEquals(15, shop.sellable(Shop.WEB, "CONSOLE"), "fifteen of the forty are not sold yet");
        assertEquals(5, shop.sellable(AMAZON, "CONSOLE"), "the others may sell what is there");
        assertTrue(shop.gateway().call("POST", "/v1/orders/" + early.path("id").asText() + "/fulfilments", Map.of("eventId", "f1")).ok());
        assertEquals("FULFILLED", shop.state(early));
        assertTold(15, web);
        shop.assertAuditClean();
    }

    @Test
    @DisplayName("R41 R44 R49 On a peak day the marketplaces keep a buffer, and one is stopped and let go by the clock")
    void aPeakDayWithBuffersAndAStopOnOneMarketplace() {
        shop.withStock("LAMP", 50).withChannel(AMAZON, "MARKETPLACE", Map.of()).withChannel(EBAY, "MARKETPLACE", Map.of());
        shop.created("/v1/allocations", allocation("BUFFER", "LAMP", 10, List.of(AMAZON, EBAY)));
        assertEquals(Map.of("onHand", 50L, "buffer", -10L), shop.explained(EBAY, "LAMP"));
        List<Long> web = shop.told(Shop.WEB, "LAMP");
        List<Long> amazon = shop.told(AMAZON, "LAMP");
        List<Long> ebay = shop.told(EBAY, "LAMP");
        Instant begin = shop.now(EBAY, "LAMP").plusSeconds(2);
        shop.created("/v1/allocations", Map.of("sku", "LAMP", "purpose", "STOP", "channels", List.of(EBAY),
                "startsAt", begin.toString(), "endsAt", begin.plusSeconds(2).toString()));
        assertTold(0, ebay);
        Shop.assertRefused(shop.order(EBAY, "stopped", "LAMP", 1), 0);
        Shop.assertRefused(shop.order(AMAZON, "into the buffer", "LAMP", 41), 40);
        assertEquals(201, shop.order(AMAZON, "forty", "LAMP", 40).status());
        assertTold(0, amazon);
        assertEquals(201, shop.order(Shop.WEB, "the buffer is the shop's", "LAMP", 4).status());
        assertTold(6, web);
        shop.add("LAMP", 20);
        assertTold(16, amazon);
        // Nobody asks meanwhile: the stop ends by itself.
        assertTold(16, ebay);
        assertEquals(201, shop.order(EBAY, "open again", "LAMP", 16).status());
        shop.assertAuditClean();
    }

    private static Map<String, Object> allocation(String purpose, String sku, long quantity, List<String> channels) {
        return Map.of("sku", sku, "purpose", purpose, "channels", channels, "quantity", quantity);
    }

    private JsonNode line(JsonNode order) {
        Answer read = shop.gateway().get("/v1/orders/" + order.path("id").asText()).orFail();
        return read.body().path("lines").path(0);
    }

    /** What a channel hears last is the truth; it need not hear of each step on the way. */
    private static void assertTold(long sellable, List<Long> told) {
        await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertEquals(sellable, told.isEmpty() ? null : told.get(told.size() - 1)));
    }
}
