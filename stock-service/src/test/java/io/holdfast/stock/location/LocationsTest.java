package io.holdfast.stock.location;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.service.Limits;
import io.holdfast.stock.StockTest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LocationsTest extends StockTest {

    @Inject
    Pool pool;

    @Test
    @DisplayName("R83 a change that was made to an older version is refused; PATCH takes what GET gave")
    void if_match() {
        String tag = get("/v1/locations/W1").statusCode(200).extract().header("ETag");
        String given = get("/v1/locations/W1").extract().asString();
        as(merchant).header("If-Match", tag).body(given).when().patch("/v1/locations/W1").then().statusCode(200).header("ETag", tag);
        as(merchant).header("If-Match", tag).body("{\"name\": \"Depot\"}").when().patch("/v1/locations/W1").then().statusCode(200)
                .body("name", equalTo("Depot")).body("kind", equalTo("WAREHOUSE"));
        as(merchant).header("If-Match", tag).body("{\"name\": \"Late\"}").when().patch("/v1/locations/W1").then().statusCode(412)
                .body("type", containsString("precondition-failed"));
        as(merchant).header("If-Match", "*").body("{\"kind\": \"SHOP\"}").when().patch("/v1/locations/W1").then().statusCode(200);
        as(merchant).body("{\"name\": null}").when().patch("/v1/locations/W1").then().statusCode(422).body("errors.pointer", hasItem("/name"));
        as(merchant).body("{\"kind\": \"TENT\"}").when().patch("/v1/locations/W1").then().statusCode(422).body("errors.pointer", hasItem("/kind"));
        as(merchant).body("{\"colour\": \"red\"}").when().patch("/v1/locations/W1").then().statusCode(422).body("errors.pointer", hasItem("/colour"));
        as("other-" + merchant).body("{}").when().patch("/v1/locations/W1").then().statusCode(404);
        get("/v1/locations/W1").body("name", equalTo("Depot")).body("kind", equalTo("SHOP"));
    }

    @Test
    @DisplayName("what was created says where it is, by an address that works wherever it was asked")
    void where_it_is() {
        String here = post("/v1/locations", Map.of("code", "Quai 7/b+c", "name", "Quay", "kind", "WAREHOUSE")).statusCode(201).extract().header("Location");
        assertEquals("/v1/locations/Quai%207%2Fb%2Bc", here);
        get(here).statusCode(200).body("name", equalTo("Quay"));
        variant("TEA");
        String inbound = post("/v1/inbound", Map.of("location", "W1", "expectedOn", "2030-01-01", "lines", List.of(Map.of("sku", "TEA", "quantity", 1))))
                .statusCode(201).extract().header("Location");
        assertTrue(inbound.startsWith("/v1/inbound/"), inbound);
        get(inbound).statusCode(200);
    }

    @Test
    @DisplayName("R83 settings: stale If-Match is refused, PUT takes what GET gave, a life is a text")
    void settings() {
        String tag = get("/v1/settings/stock").statusCode(200).extract().header("ETag");
        String given = get("/v1/settings/stock").extract().asString();
        as(merchant).header("If-Match", tag).body(given).when().put("/v1/settings/stock").then().statusCode(200);
        as(merchant).header("If-Match", tag).body(given).when().put("/v1/settings/stock").then().statusCode(412);
        as(merchant).body("{\"unpaidLife\": 3600}").when().put("/v1/settings/stock").then().statusCode(422)
                .body("errors[0].pointer", equalTo("/unpaidLife")).body("errors[0].detail", containsString("PT30M"));
        as(merchant).body("{\"paymentMethods\": {\"card\": {\"unpaidLife\": 3600}}}").when().put("/v1/settings/stock").then().statusCode(422)
                .body("errors[0].pointer", equalTo("/paymentMethods/card/unpaidLife"));
        post("/v1/orders", Map.of("channel", "web", "reference", "A-1", "expiresIn", 3600, "lines", List.of(Map.of("sku", "TEA", "quantity", 1))))
                .statusCode(422).body("errors[0].pointer", equalTo("/expiresIn"));
        post("/v1/orders", Map.of("channel", "web", "reference", "A-1", "occurredAt", 3600, "lines", List.of(Map.of("sku", "TEA", "quantity", 1))))
                .statusCode(422).body("errors[0].pointer", equalTo("/occurredAt"));
    }

    @Test
    @DisplayName("two locations created at once where only one more may be")
    void two_creations_at_the_limit() {
        pool.preparedQuery("insert into location (merchant, code, name, kind) select $1, 'L' || n, 'L', 'SHOP' from generate_series(2, $2) n")
                .execute(Tuple.of(merchant, Limits.LOCATIONS_PER_MERCHANT - 1)).await().atMost(Duration.ofSeconds(10));
        List<CompletableFuture<Integer>> creations = IntStream.range(0, 6).mapToObj(i -> CompletableFuture.supplyAsync(() ->
                post("/v1/locations", Map.of("code", "N" + i, "name", "New", "kind", "SHOP")).extract().statusCode())).toList();
        List<Integer> status = creations.stream().map(CompletableFuture::join).sorted().toList();
        assertEquals(List.of(201, 409, 409, 409, 409, 409), status);
        post("/v1/locations", Map.of("code", "W1", "name", "New", "kind", "SHOP")).statusCode(409).body("type", containsString("code-taken"));
    }
}
