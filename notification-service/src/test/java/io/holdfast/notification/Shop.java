package io.holdfast.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.LevelChanged;
import io.holdfast.contracts.MerchantChanged;
import io.holdfast.contracts.OrderChanged;
import io.holdfast.contracts.VariantChanged;
import io.holdfast.messaging.Inbox;
import io.holdfast.testkit.service.TestTokens;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A merchant of one test, and the other services' voices about it. */
@Dependent
public class Shop {

    public static final String PLACE = "SHOP";

    private final Inbox inbox;
    private final ObjectMapper json;
    private final String id = "m" + UUID.randomUUID().toString().substring(0, 8);
    private long version;

    Shop(Inbox inbox, ObjectMapper json) {
        this.inbox = inbox;
        this.json = json;
    }

    public String id() {
        return id;
    }

    public String email() {
        return id + "@shop.example";
    }

    public RequestSpecification call() {
        return RestAssured.given().header("Authorization", TestTokens.admin(id)).contentType("application/json");
    }

    public void opens(Instant at, String zone, String locale) {
        tell(event(EventTypes.MERCHANT_CHANGED, id, ++version, at, new MerchantChanged(id, "Chez " + id, email(), zone, locale, "EUR")));
    }

    public Envelope variant(String sku, String name, Long threshold, boolean notifies, boolean archived, long version, Instant at) {
        return event(EventTypes.VARIANT_CHANGED, sku, version, at,
                new VariantChanged(sku, "p1", name, "QUANTITY", null, threshold, Map.of(), Map.of(), notifies, Map.of(), archived, List.of(), at));
    }

    /** A level at the one location {@value #PLACE}. */
    public Envelope level(String sku, boolean counted, long available, long version, Instant at) {
        return levels(sku, counted ? Map.of(PLACE, available) : Map.of(), Map.of(), version, at);
    }

    /** Available and incoming units, by location. */
    public Envelope levels(String sku, Map<String, Long> available, Map<String, Long> incoming, long version, Instant at) {
        long all = available.values().stream().mapToLong(Long::longValue).sum();
        List<LevelChanged.AtLocation> locations = available.entrySet().stream().map(e -> new LevelChanged.AtLocation(e.getKey(),
                e.getValue(), 0, 0, e.getValue(), incoming.getOrDefault(e.getKey(), 0L))).toList();
        return event(EventTypes.LEVEL_CHANGED, sku, version, at,
                new LevelChanged(sku, !available.isEmpty(), all, 0, 0, all, 0, 0, locations));
    }

    /** A variant with thresholds and pars of single locations. */
    public Envelope variant(String sku, Long threshold, Map<String, Long> thresholds, Map<String, Long> pars, long version, Instant at) {
        return variant(sku, new VariantChanged(sku, "p1", "Tea " + sku, "QUANTITY", null, threshold, thresholds, pars, true, Map.of(),
                false, List.of(), at), version);
    }

    /** A variant with a threshold of 5 everywhere, and the switches overall and of single locations. */
    public Envelope variant(String sku, Set<String> locations, boolean notifies, Map<String, Boolean> notifiesAt, long version, Instant at) {
        Map<String, Long> thresholds = locations.stream().collect(Collectors.toMap(code -> code, code -> 5L));
        return variant(sku, new VariantChanged(sku, "p1", "Tea " + sku, "QUANTITY", null, 5L, thresholds, Map.of(), notifies, notifiesAt,
                false, List.of(), at), version);
    }

    private Envelope variant(String sku, VariantChanged data, long version) {
        return event(EventTypes.VARIANT_CHANGED, sku, version, data.createdAt(), data);
    }

    public Envelope order(UUID order, String state, List<OrderChanged.Line> lines, long version, Instant at) {
        return event(EventTypes.ORDER_CHANGED, order.toString(), version, at,
                new OrderChanged(order, "WEB", "R-" + order.toString().substring(0, 4), state, lines, at, at));
    }

    /** A variant with a threshold of 5 whose available changes. */
    public void sells(String sku, long available, Instant at) {
        tell(variant(sku, "Tea " + sku, 5L, true, false, 1, Instant.parse("2020-01-01T00:00:00Z")),
                level(sku, true, available, ++version, at));
    }

    public void tell(Envelope... events) {
        inbox.receive(List.of(events)).await().atMost(Duration.ofSeconds(10));
    }

    private Envelope event(String type, String subject, long version, Instant at, Object data) {
        return new Envelope(UUID.randomUUID(), "test", type, subject, at, id, version, null, json.valueToTree(data));
    }
}
