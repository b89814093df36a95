package io.holdfast.allocation.listing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.allocation.Allocating;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "allocation"))
@QuarkusTestResource(StubStock.class)
class ListingsTest {

    private Allocating shop;

    @BeforeEach
    void aMerchantWithTeaAndMugs() {
        shop = Allocating.ofMerchantWithTea();
        shop.variants("TEA", "MUG");
    }

    @Test
    @DisplayName("R50 a listing is put, read, moved to another SKU and deleted; putting it again changes nothing")
    void aListingIsPutReadMovedAndDeleted() {
        String created = put("web", "4711", "TEA").then().statusCode(201).header("ETag", "\"1\"")
                .body("externalId", equalTo("4711"), "sku", equalTo("TEA"), "createdAt", notNullValue()).extract().asString();
        assertEquals(created, put("web", "4711", "TEA").then().statusCode(200).header("ETag", "\"1\"").extract().asString());
        assertEquals(created, get("web", "4711").then().statusCode(200).header("ETag", "\"1\"").extract().asString());
        assertEquals(created, shop.call().body(created).put(path("web", "4711")).then().statusCode(200).header("ETag", "\"1\"").extract().asString());
        put("web", "4711", "MUG").then().statusCode(200).header("ETag", "\"2\"").body("sku", equalTo("MUG"));
        shop.call().header("If-Match", "\"1\"").body("{\"sku\": \"TEA\"}").put(path("web", "4711")).then().statusCode(412);
        shop.call().header("If-Match", "\"1\"").body("{\"sku\": \"TEA\"}").put(path("web", "new")).then().statusCode(412);
        shop.call().header("If-Match", "\"1\"").delete(path("web", "4711")).then().statusCode(412);
        shop.call().header("If-Match", "\"2\"").delete(path("web", "4711")).then().statusCode(204);
        shop.call().delete(path("web", "4711")).then().statusCode(404);
        get("web", "4711").then().statusCode(404);
    }

    @Test
    @DisplayName("R83 an id is any 1 to 200 printable characters, percent-encoded in the address")
    void anIdIsAnyPrintableCharacters() {
        String id = "a/b?c=d&e#f%2F+ \"ü\" 🍵;x=1";
        put("web", id, "TEA").then().statusCode(201).body("externalId", equalTo(id));
        get("web", id).then().statusCode(200).body("externalId", equalTo(id));
        list("web", "").then().body("items.externalId", contains(id));
        put("web", "🍵".repeat(200), "TEA").then().statusCode(201);
        put("web", "x".repeat(201), "TEA").then().statusCode(422).body("errors.pointer", contains("/externalId"), "errors[0].detail", containsString("200"));
        put("web", "a\nb", "TEA").then().statusCode(422).contentType("application/problem+json");
        get("web", "x".repeat(201)).then().statusCode(404);
        shop.call().delete(path("web", "\u0000")).then().statusCode(404);
    }

    @Test
    @DisplayName("R83 a listing names a SKU that exists; nothing is stored otherwise")
    void aListingNamesASkuThatExists() {
        put("web", "1", "COFFEE").then().statusCode(422).body("errors.pointer", contains("/sku"), "errors[0].detail", containsString("COFFEE"));
        body("web", "1", "{}").then().statusCode(422).body("errors.pointer", contains("/sku"));
        body("web", "1", "{\"sku\": 5}").then().statusCode(422).body("errors.pointer", contains("/sku"));
        body("web", "1", "{\"sku\": \"\"}").then().statusCode(422).body("errors.pointer", contains("/sku"));
        body("web", "1", "{\"sku\": \"TEA\", \"price\": 5}").then().statusCode(422).body("errors.pointer", contains("/price"));
        body("web", "1", "").then().statusCode(422);
        body("web", "1", "{\"sku\": ").then().statusCode(400);
        put("nowhere", "1", "TEA").then().statusCode(404);
        list("nowhere", "").then().statusCode(404);
        list("web", "?unlinked=perhaps").then().statusCode(422).body("errors.pointer", contains("?unlinked"));
        list("web", "?limit=0").then().statusCode(422).body("errors.pointer", contains("?limit"));
        list("web", "?cursor=AAAA").then().statusCode(422).body("errors.pointer", contains("?cursor"));
        list("web", "").then().body("items", hasSize(0));
        StubStock.level(shop.merchant(), "FRESH", 1, 1);
        put("web", "1", "FRESH").then().statusCode(201);
    }

    @Test
    void listsAreFilteredAndPaged() {
        IntStream.range(0, 5).forEach(i -> put("web", "id-" + i, i == 3 ? "MUG" : "TEA").then().statusCode(201));
        put("till", "other", "TEA").then().statusCode(201);
        String next = list("web", "?limit=3").then().body("items.externalId", contains("id-0", "id-1", "id-2")).extract().path("nextCursor");
        list("web", "?limit=3&cursor=" + next).then().body("items.externalId", contains("id-3", "id-4"), "nextCursor", nullValue());
        list("web", "?sku=MUG").then().body("items.externalId", contains("id-3"));
        list("web", "?unlinked=false&sku=MUG").then().body("items.externalId", contains("id-3"));
    }

    @Test
    @DisplayName("R50 the variants without a listing are those that are not archived, as the catalogue said last")
    void variantsWithoutAListing() {
        put("web", "1", "TEA").then().statusCode(201);
        list("web", "?unlinked=true").then().statusCode(200).body("items.sku", contains("MUG"), "items.name", contains("The MUG"));
        list("till", "?unlinked=true").then().body("items.sku", contains("MUG", "TEA"));
        shop.variant("MUG", 3, true, "");
        shop.variant("MUG", 2, false, "");
        list("web", "?unlinked=true").then().body("items", hasSize(0));
        shop.variant("MUG", 4, false, "");
        shop.variants("A", "B", "C");
        String next = list("web", "?unlinked=true&limit=3").then().body("items.sku", contains("A", "B", "C")).extract().path("nextCursor");
        list("web", "?unlinked=true&limit=3&cursor=" + next).then().body("items.sku", contains("MUG"), "nextCursor", nullValue());
        list("web", "?unlinked=true&sku=B").then().body("items.sku", contains("B"));
        shop.call().delete(path("web", "1")).then().statusCode(204);
        list("web", "?unlinked=true&sku=TEA").then().body("items.sku", contains("TEA"));
    }

    @Test
    @DisplayName("R82 the same id put many times at once is one listing")
    void theSameIdManyTimesAtOnce() {
        List<Integer> answers = IntStream.range(0, 16).mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        put("web", "1", i % 2 == 0 ? "TEA" : "MUG").statusCode()))
                .toList().stream().map(CompletableFuture::join).toList();
        assertEquals(16, answers.stream().filter(status -> status == 200 || status == 201).count(), answers.toString());
        list("web", "").then().body("items", hasSize(1));
    }

    @Test
    @DisplayName("R80 another merchant's listings, channels and variants are not there")
    void anotherMerchantsListingsAreNotThere() {
        put("web", "1", "TEA").then().statusCode(201);
        Allocating other = Allocating.ofNewMerchant();
        other.call().get(path("web", "")).then().statusCode(404);
        other.call().get(path("web", "1")).then().statusCode(404);
        other.call().delete(path("web", "1")).then().statusCode(404);
        other.call().body("{\"sku\": \"TEA\"}").put(path("web", "1")).then().statusCode(404);
        other.channel("web", "ONLINE");
        other.call().get(path("web", "1")).then().statusCode(404);
        other.call().body("{\"sku\": \"TEA\"}").put(path("web", "1")).then().statusCode(422).body("errors.pointer", contains("/sku"));
        other.call().get("/v1/channels/web/listings?unlinked=true").then().body("items", hasSize(0));
        get("web", "1").then().statusCode(200);
    }

    private Response put(String channel, String id, String sku) {
        return body(channel, id, "{\"sku\": \"" + sku + "\"}");
    }

    private Response body(String channel, String id, String body) {
        return shop.call().body(body).put(path(channel, id));
    }

    private Response get(String channel, String id) {
        return shop.call().get(path(channel, id));
    }

    private Response list(String channel, String query) {
        return shop.call().get("/v1/channels/" + channel + "/listings" + query);
    }

    private static String path(String channel, String id) {
        return "/v1/channels/" + channel + "/listings" + (id.isEmpty() ? "" : "/" + Allocating.encoded(id));
    }
}
