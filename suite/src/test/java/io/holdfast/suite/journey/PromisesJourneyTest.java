package io.holdfast.suite.journey;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.client.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PromisesJourneyTest {

    private final Shop shop = Shop.open(RunningSuite.get()).withChannel(Shop.WEB, "ONLINE", Map.of());

    @Test
    @DisplayName("R45 A buyer takes the last unit and a second one is refused")
    void aBuyerTakesTheLastUnitAndASecondOneIsRefused() {
        shop.withStock("LAST-ONE", 1);
        Answer first = shop.order(Shop.WEB, "first", "LAST-ONE", 1);
        assertEquals(201, first.status(), first::explained);
        Shop.assertRefused(shop.order(Shop.WEB, "second", "LAST-ONE", 1), 0);
        assertEquals("PAID", shop.pay(first.body()).orFail().body().path("state").asText());
        Answer again = shop.order(Shop.WEB, "first", "LAST-ONE", 1);
        assertEquals(200, again.status(), "the same request again finds its order");
        assertEquals(first.body().path("id"), again.body().path("id"));
        shop.assertAuditClean();
    }

    @Test
    @DisplayName("R10 R18 A shop that takes stock at payment oversells visibly")
    void aShopThatTakesStockAtPaymentOversellsVisibly() {
        shop.withStock("LATE", 1).withChannel("late", "ONLINE", Map.of("trigger", "ON_PAYMENT"));
        JsonNode first = shop.created("/v1/orders", Shop.order("late", "a", "LATE", 1, Map.of()));
        JsonNode second = shop.created("/v1/orders", Shop.order("late", "b", "LATE", 1, Map.of()));
        assertEquals("ON_PAYMENT", first.path("trigger").asText());
        assertEquals("PAID", shop.pay(first).orFail().body().path("state").asText());
        assertEquals("SHORT", shop.pay(second).orFail().body().path("state").asText());
        assertEquals(0, shop.available("LATE"), "nothing goes below zero in silence");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertEquals(
                List.of(second.path("id")), shop.alerts("SHORT").stream().map(alert -> alert.path("order")).distinct().toList()));
        shop.add("LATE", 1);
        assertEquals("PAID", shop.state(second), "the next unit to arrive is theirs");
        shop.assertAuditClean();
    }

    @Test
    @DisplayName("R41 R44 What is reserved for wholesale holds against the web shop")
    void whatIsReservedForWholesaleHoldsAgainstTheWebShop() {
        shop.withStock("SHARED", 10).withChannel("b2b", "B2B", Map.of("unpaidLife", "NEVER"));
        shop.created("/v1/allocations", Map.of("sku", "SHARED", "purpose", "RESERVE", "channels", List.of("b2b"), "quantity", 6));
        assertEquals(4, shop.sellable(Shop.WEB, "SHARED"));
        Shop.assertRefused(shop.order(Shop.WEB, "too many", "SHARED", 5), 4);
        assertEquals(201, shop.order(Shop.WEB, "all that is open", "SHARED", 4).status());
        assertEquals(201, shop.order("b2b", "wholesale", "SHARED", 6).status());
        assertEquals(0, shop.available("SHARED"));
        shop.assertAuditClean();
    }

    @Test
    @DisplayName("R41 R45 A stopped article is not sold")
    void aStoppedArticleIsNotSold() {
        shop.withStock("STOPPED", 10);
        shop.created("/v1/allocations", Map.of("sku", "STOPPED", "purpose", "STOP", "channels", List.of(Shop.WEB)));
        Shop.assertRefused(shop.order(Shop.WEB, "stopped", "STOPPED", 1), 0);
    }

    @Test
    @DisplayName("R22 The till sells what the books no longer have, and the merchant is told")
    void theTillIsNeverRefused() {
        shop.withStock("COUNTER", 1).withChannel("till", "POS", Map.of());
        JsonNode sale = shop.created("/v1/sales", Map.of("channel", "till", "reference", "t1", "location", "warehouse",
                "lines", List.of(Map.of("sku", "COUNTER", "quantity", 2))));
        assertEquals("FULFILLED", sale.path("state").asText());
        assertEquals(-1, shop.available("COUNTER"));
        await().atMost(Duration.ofSeconds(10)).until(() -> shop.alerts("NEGATIVE").stream().anyMatch(a -> a.path("sku").asText().equals("COUNTER")));
    }

    @Test
    @DisplayName("R81 Every call sees what an earlier one changed")
    void everyCallSeesWhatAnEarlierOneChanged() {
        for (int i = 0; i < 20; i++) {
            String sku = "FRESH/" + i;
            shop.withStock(sku, 5);
            assertEquals(201, shop.order(Shop.WEB, "fresh-" + i, sku, 2).status(), "a new article is sold at once");
            assertEquals(3, shop.sellable(Shop.WEB, sku));
            String id = shop.created("/v1/allocations", Map.of("sku", sku, "purpose", "STOP", "channels", List.of(Shop.WEB))).path("id").asText();
            Shop.assertRefused(shop.order(Shop.WEB, "stopped-" + i, sku, 1), 0);
            assertTrue(shop.gateway().call("DELETE", "/v1/allocations/" + id, null).ok());
            assertEquals(201, shop.order(Shop.WEB, "again-" + i, sku, 1).status());
            assertEquals(2, shop.available(sku));
        }
    }
}
