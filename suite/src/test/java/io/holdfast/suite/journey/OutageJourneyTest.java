package io.holdfast.suite.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.client.Answer;
import io.holdfast.suite.client.GatewayClient;
import io.holdfast.suite.client.Pages;
import io.holdfast.suite.launch.Service;
import io.holdfast.suite.launch.Suite;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@TakesServicesAway
class OutageJourneyTest {

    private final Suite suite = RunningSuite.get();
    private final Shop shop = Shop.open(suite).withChannel(Shop.WEB, "ONLINE", Map.of()).withStock("LAMP", 1_000);

    @Test
    @DisplayName("R82 While a killed service is away the gateway says so; what was answered before is there when it returns")
    void aKilledServiceIsMissedAndComesBackWithEverything() {
        Answer before = shop.order(Shop.WEB, "before", "LAMP", 1);
        assertEquals(201, before.status());
        suite.kill(Service.STOCK);
        GatewayClient impatient = shop.gateway().withoutRepeating();
        Answer during = impatient.call("POST", "/v1/orders", Shop.order(Shop.WEB, "during", "LAMP", 1, Map.of()));
        assertEquals(503, during.status(), during::explained);
        assertTrue(!during.body().path("title").asText().isEmpty(), "a problem document says what is away");
        suite.launch(Service.STOCK);
        suite.awaitReady();
        assertEquals("UNPAID", shop.state(before.body()));
        assertEquals(201, shop.order(Shop.WEB, "during", "LAMP", 1).status());
        assertEquals(998, shop.available("LAMP"));
        shop.assertAuditClean();
    }

    @Test
    @DisplayName("R82 A service that is asked to stop finishes what it has begun")
    void aServiceThatIsAskedToStopFinishesWhatItHasBegun() {
        List<CompletableFuture<Answer>> calls = IntStream.range(0, 400)
                .mapToObj(i -> shop.gateway().withoutRepeating().post("/v1/orders", Shop.order(Shop.WEB, "stop-" + i, "LAMP", 1, Map.of())))
                .toList();
        calls.get(0).join();
        suite.stop(Service.STOCK);
        List<Answer> answers = calls.stream().map(CompletableFuture::join).toList();
        suite.launch(Service.STOCK);
        suite.awaitReady();
        assertTrue(answers.stream().allMatch(answer -> answer.status() == 201 || answer.status() == 503),
                () -> answers.stream().map(Answer::status).distinct().toList().toString());
        long accepted = answers.stream().filter(Answer::ok).count();
        long kept = Pages.all(shop.gateway(), "/v1/orders?channel=" + Shop.WEB).size();
        assertTrue(kept >= accepted, () -> accepted + " were accepted, " + kept + " are there");
        assertEquals(1_000 - kept, shop.available("LAMP"));
        shop.assertAuditClean();
    }
}
