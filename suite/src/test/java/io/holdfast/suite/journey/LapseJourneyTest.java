package io.holdfast.suite.journey;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Takes a minute, the shortest life that an order may have, of which it only waits. */
@BesideOthers
class LapseJourneyTest {

    private final Shop shop = Shop.open(RunningSuite.get()).withChannel(Shop.WEB, "ONLINE", Map.of());

    @Test
    @DisplayName("R14 R15 An unpaid basket expires and the next buyer gets it")
    void anUnpaidBasketExpiresAndTheNextBuyerGetsIt() {
        shop.withStock("BASKET", 1);
        JsonNode abandoned = shop.created("/v1/orders", Shop.order(Shop.WEB, "abandoned", "BASKET", 1, Map.of("expiresIn", "PT1M")));
        Shop.assertRefused(shop.order(Shop.WEB, "too early", "BASKET", 1), 0);
        await().atMost(Duration.ofSeconds(75)).pollInterval(Duration.ofMillis(250))
                .until(() -> shop.available("BASKET") == 1);
        assertEquals("EXPIRED", shop.state(abandoned));
        assertEquals(201, shop.order(Shop.WEB, "next", "BASKET", 1).status());
        shop.assertAuditClean();
    }
}
