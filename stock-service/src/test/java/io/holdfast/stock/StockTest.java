package io.holdfast.stock;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.holdfast.contracts.AllocationChanged;
import io.holdfast.contracts.ChannelChanged;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.VariantChanged;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.service.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;

/** A merchant of its own for each test, with one location, and the facts that other services would send. */
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "stock"))
public abstract class StockTest {

    private static final AtomicLong VERSIONS = new AtomicLong();
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    protected String merchant;

    @Inject
    Pool any;

    @BeforeEach
    void merchantWithOneLocation() {
        merchant = "m-" + UUID.randomUUID();
        post("/v1/locations", Map.of("code", "W1", "name", "Warehouse", "kind", "WAREHOUSE")).statusCode(201);
    }

    protected RequestSpecification as(String who) {
        return given().header("Authorization", TestTokens.admin(who)).contentType(ContentType.JSON).urlEncodingEnabled(false);
    }

    protected ValidatableResponse post(String path, Object body) {
        return as(merchant).body(body).when().post(path).then();
    }

    protected ValidatableResponse get(String path) {
        return as(merchant).when().get(path).then();
    }

    protected void variant(String sku) {
        fact(EventTypes.VARIANT_CHANGED, sku, new VariantChanged(sku, "p", sku, "QUANTITY", null, null, Map.of(), Map.of(), true, Map.of(), false, List.of(), Instant.EPOCH));
    }

    /** A bundle of one unit of another SKU. */
    protected void bundle(String sku, String component) {
        fact(EventTypes.VARIANT_CHANGED, sku, new VariantChanged(sku, "p", sku, "QUANTITY", null, null, Map.of(), Map.of(), true, Map.of(), false,
                List.of(new VariantChanged.Component(component, 1)), Instant.EPOCH));
    }

    protected void stocked(String sku, long units) {
        variant(sku);
        adjust(sku, units);
    }

    /** Until channels were told of all that was edited, which raises versions. */
    protected void awaitTelling() {
        Awaitility.await().until(() -> any.preparedQuery("select from retelling where merchant = $1").execute(Tuple.of(merchant))
                .await().atMost(Duration.ofSeconds(10)).size() == 0);
    }

    protected void adjust(String sku, long delta) {
        post("/v1/stock/adjustments", Map.of("reason", "received", "lines",
                List.of(Map.of("sku", sku, "location", "W1", "delta", delta)))).statusCode(200);
    }

    protected void channel(String code, String kind, String trigger) {
        long version = VERSIONS.incrementAndGet();
        fact(EventTypes.CHANNEL_CHANGED, code,
                new ChannelChanged(code, code, kind, null, false, trigger, null, true, 100, version));
    }

    protected UUID reserve(String sku, long quantity, String adjust, String... members) {
        UUID id = UUID.randomUUID();
        fact(EventTypes.ALLOCATION_CHANGED, id.toString(),
                new AllocationChanged(id, sku, "RESERVE", List.of(members), quantity, adjust, null, null, false, Instant.EPOCH));
        return id;
    }

    protected void fact(String type, String subject, Object data) {
        hears(event(type, subject, data));
    }

    /** Of a later version than all before. */
    protected Envelope event(String type, String subject, Object data) {
        return new Envelope(UUID.randomUUID(), "test", type, subject, Instant.EPOCH, merchant, VERSIONS.incrementAndGet(), null, JSON.valueToTree(data));
    }

    protected void hears(Envelope event) {
        given().header("Authorization", TestTokens.service(merchant)).contentType(ContentType.JSON)
                .body("[" + JSON.valueToTree(event) + "]").when().post("/internal/events").then().statusCode(204);
    }

    protected static Map<String, Object> order(String channel, String reference, String sku, long quantity) {
        return Map.of("channel", channel, "reference", reference, "lines", List.of(Map.of("sku", sku, "quantity", quantity)));
    }

    protected String place(String channel, String reference, String sku, long quantity) {
        return post("/v1/orders", order(channel, reference, sku, quantity)).statusCode(201).extract().path("id");
    }

    protected void assertCleanAudit() {
        List<?> differences = post("/v1/stock/audit", "").statusCode(200).extract().path("differences");
        if (!differences.isEmpty()) {
            throw new AssertionError("The audit found " + differences);
        }
    }
}
