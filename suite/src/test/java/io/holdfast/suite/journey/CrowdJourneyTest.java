package io.holdfast.suite.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.suite.client.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CrowdJourneyTest {

    @Test
    @DisplayName("R45 Of 2,000 buyers at once, exactly 500 get the 500 units")
    void exactlyAsManyBuyersAsUnitsAreAccepted() {
        Shop shop = Shop.open(RunningSuite.get()).withChannel(Shop.WEB, "ONLINE", Map.of()).withStock("TICKET", 500);
        List<CompletableFuture<Answer>> calls = IntStream.range(0, 2_000)
                .mapToObj(i -> shop.gateway().post("/v1/orders", Shop.order(Shop.WEB, "buyer-" + i, "TICKET", 1, Map.of())))
                .toList();
        Map<Integer, Long> answers = calls.stream().map(CompletableFuture::join)
                .collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
        assertEquals(Map.of(201, 500L, 409, 1_500L), answers);
        assertEquals(0, shop.available("TICKET"));
        shop.assertAuditClean();
    }
}
