package io.holdfast.suite.journey;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.client.Answer;
import io.holdfast.suite.journey.TraceCollector.Seen;
import io.holdfast.suite.launch.Service;
import io.holdfast.suite.launch.Suite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One call, followed from the door to the last service that hears of it. */
@TakesServicesAway
class TraceJourneyTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CALLERS = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Suite SUITE = RunningSuite.get();
    private static final TraceCollector COLLECTOR = TraceCollector.start();

    @BeforeAll
    static void traced() {
        restart(List.of("-Dholdfast.traces.endpoint=" + COLLECTOR.endpoint(), "-Dholdfast.traces.share=1.0", "-Dquarkus.otel.bsp.schedule.delay=200ms"));
    }

    @AfterAll
    static void asBefore() {
        restart(List.of());
        COLLECTOR.close();
    }

    private static void restart(List<String> jvm) {
        for (Service service : Service.values()) {
            SUITE.stop(service);
            SUITE.launch(service, jvm);
        }
        SUITE.awaitReady();
    }

    @Test
    @DisplayName("an order that leaves too little is one trace: gateway, stock, its batch, the broker, notification, and the catalogue's alert")
    void one_order() throws IOException, InterruptedException {
        Shop shop = Shop.open(SUITE).withChannel(Shop.WEB, "ONLINE", Map.of()).withStock("TRACED", 10, Map.of("lowStock", Map.of("threshold", 8, "notify", true)));
        Answer first = shop.order(Shop.WEB, "warm-up", "TRACED", 1);
        assertEquals(201, first.status(), first::explained);
        // Events that travel together are sent in one span, which belongs to the first of them.
        await().atMost(SOON).until(() -> COLLECTOR.has("send stock.order-changed.v1"));

        HttpResponse<String> answer = order(shop, "00-" + CALLERS + "-00f067aa0ba902b7-00");
        assertEquals(201, answer.statusCode(), answer.body());

        Set<String> wanted = Set.of("holdfast-gateway POST /v1/orders", "holdfast-stock PlaceOrder", "holdfast-stock batch",
                "holdfast-stock send stock.order-changed.v1", "holdfast-notification apply stock.order-changed.v1",
                "holdfast-allocation apply stock.order-changed.v1", "holdfast-notification apply stock.level-changed.v1",
                "holdfast-catalog apply notification.alert-changed.v1");
        await().atMost(SOON).untilAsserted(() -> assertTrue(names().containsAll(wanted), () -> missing(wanted)));
        await().atMost(SOON).untilAsserted(TraceJourneyTest::assertConnected);
    }

    private static HttpResponse<String> order(Shop shop, String traceparent) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(SUITE.gateway() + "/v1/orders")).timeout(SOON)
                .header("Authorization", "Bearer " + shop.key()).header("Content-Type", "application/json").header("traceparent", traceparent)
                .POST(BodyPublishers.ofString("""
                        {"channel": "web", "reference": "traced-1", "lines": [{"sku": "TRACED", "quantity": 4}]}""")).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static Set<String> names() {
        return COLLECTOR.ofTrace(CALLERS).stream().map(span -> span.service() + " " + span.name()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String missing(Set<String> wanted) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(names());
        return "missing " + missing + "; there are " + names();
    }

    /** Every span but the first has its cause in the same trace. */
    private static void assertConnected() {
        List<Seen> spans = COLLECTOR.ofTrace(CALLERS);
        Set<String> ids = spans.stream().map(Seen::id).collect(Collectors.toSet());
        List<Seen> roots = spans.stream().filter(span -> !ids.contains(span.parent())).toList();
        assertEquals(List.of("00f067aa0ba902b7"), roots.stream().map(Seen::parent).toList(), () -> "only the caller's own is not here: " + roots);
    }
}
