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
        // Events that travel together are sent in one span, which belongs to the first of them; only orders have this one.
        await().atMost(SOON).until(() -> COLLECTOR.has("send stock.activity-changed.v1"));

        HttpResponse<String> answer = send(calling("/v1/orders", CALLERS).header("Authorization", "Bearer " + shop.key())
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString("""
                        {"channel": "web", "reference": "traced-1", "lines": [{"sku": "TRACED", "quantity": 4}]}""")));
        assertEquals(201, answer.statusCode(), answer.body());

        Set<String> wanted = Set.of("holdfast-gateway POST /v1/orders", "holdfast-stock PlaceOrder", "holdfast-stock batch",
                "holdfast-stock send stock.level-changed.v1", "holdfast-notification apply stock.level-changed.v1",
                "holdfast-allocation apply stock.activity-changed.v1", "holdfast-allocation apply stock.sellable-changed.v1",
                "holdfast-catalog apply notification.alert-changed.v1");
        await().atMost(SOON).untilAsserted(() -> assertTrue(names().containsAll(wanted), () -> missing(wanted)));
        await().atMost(SOON).untilAsserted(TraceJourneyTest::assertConnected);
    }

    @Test
    @DisplayName("an address stands in no span with what it opens: a mail's link, a key that a caller put there, a receiver's own address")
    void secrets_in_addresses() throws IOException, InterruptedException {
        Shop shop = Shop.open(SUITE).withChannel(Shop.WEB, "ONLINE", Map.of()).withStock("TOLD", 1);
        String receiver = COLLECTOR.endpoint() + "/hooks/T0/open-sesame";
        String webhook = shop.created("/v1/webhooks", Map.of("url", receiver, "events", List.of("availability.changed"))).path("id").asText();
        String deliveries = "/v1/webhooks/" + webhook + "/deliveries";
        await().atMost(SOON).until(() -> shop.gateway().get(deliveries).orFail().body().path("items").path(0).path("lastStatus").asInt() == 404);

        String mail = "6bf92f3577b34da6a3ce929d0e0e4736";
        assertEquals(404, send(calling("/v1/mail/bWU.open-sesame/unsubscribe", mail).GET()).statusCode());
        awaitSpans(mail, "holdfast-notification");
        assertTrue(COLLECTOR.ofTrace(mail).stream().filter(span -> span.whole().contains("/v1/mail/…/unsubscribe")).count() >= 2, () -> COLLECTOR.ofTrace(mail).toString());

        String query = "7bf92f3577b34da6a3ce929d0e0e4736";
        assertEquals(200, send(calling(deliveries + "?limit=1&cursor=&key=" + shop.key(), query).header("Authorization", "Bearer " + shop.key()).GET()).statusCode());
        awaitSpans(query, "holdfast-allocation");

        assertEquals(List.of(), COLLECTOR.mentioning("open-sesame"));
        assertEquals(List.of(), COLLECTOR.mentioning(shop.key()));
    }

    private static void awaitSpans(String trace, String service) {
        await().atMost(SOON).until(() -> COLLECTOR.ofTrace(trace).stream().map(Seen::service).collect(Collectors.toSet()).containsAll(Set.of("holdfast-gateway", service)));
    }

    private static HttpRequest.Builder calling(String address, String trace) {
        return HttpRequest.newBuilder(URI.create(SUITE.gateway() + address)).timeout(SOON).header("traceparent", "00-" + trace + "-00f067aa0ba902b7-00");
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
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
