package io.holdfast.catalog.product;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
@QuarkusTestResource(StubStock.class)
class EditingTest {

    private final Catalogue shop = Catalogue.ofNewMerchant();

    @Test
    @DisplayName("R81 a new name of a product is told for each of its variants, whole and with a version")
    void aNewNameIsToldForEachVariant() {
        String id = shop.create("{\"name\": \"Tea\", \"variants\": [{\"sku\": \"A\", \"name\": \"small\"}, {\"sku\": \"B\"}]}").path("id");
        shop.call().body("{\"name\": \"Thé\"}").patch("/v1/products/" + id).then().statusCode(200).header("ETag", "\"2\"")
                .body("name", equalTo("Thé"), "variants.sku", contains("A", "B"));
        assertEquals("Thé small", last("A").path("data").path("name").asText());
        assertEquals("Thé", last("B").path("data").path("name").asText());
        assertEquals(2, last("B").path("version").asLong());
        shop.variant("A").then().header("ETag", "\"2\"");
    }

    @Test
    void anArchivedProductLeavesTheListAndCanBeBroughtBack() {
        String id = shop.product("Tea", "A");
        shop.call().header("If-Match", "\"7\"").delete("/v1/products/" + id).then().statusCode(412);
        shop.call().delete("/v1/products/" + id).then().statusCode(204);
        shop.list("").then().body("items", hasSize(0));
        shop.call().get("/v1/products/" + id).then().statusCode(200).body("archived", equalTo(true));
        shop.variant("A").then().body("archived", equalTo(true));
        assertEquals(true, last("A").path("data").path("archived").asBoolean());
        shop.call().delete("/v1/products/" + id).then().statusCode(204);
        assertEquals(2, StubStock.handedOver(shop.merchant(), "A").size());
        shop.call().body("{\"archived\": false}").patch("/v1/products/" + id).then().statusCode(200).body("archived", equalTo(false));
        assertEquals(false, last("A").path("data").path("archived").asBoolean());
        shop.list("").then().body("items", hasSize(1));
    }

    @Test
    @DisplayName("R60 threshold and switch of a variant are edited and told")
    void thresholdAndSwitchAreEdited() {
        shop.product("Tea", "A");
        shop.patchVariant("A", "{\"lowStock\": {\"threshold\": 10}}").then().statusCode(200).header("ETag", "\"2\"")
                .body("lowStock.threshold", equalTo(10), "lowStock.notify", equalTo(true));
        shop.patchVariant("A", "{\"lowStock\": {\"notify\": false}}").then().body("lowStock.threshold", equalTo(10), "lowStock.notify", equalTo(false));
        assertEquals(10, last("A").path("data").path("threshold").asLong());
        assertEquals(false, last("A").path("data").path("notifies").asBoolean());
        shop.patchVariant("A", "{\"lowStock\": null}").then().body("lowStock", nullValue());
        assertEquals(true, last("A").path("data").path("threshold").isNull());
        shop.patchVariant("A", "{\"lowStock\": {\"notify\": false}}").then().statusCode(422).body("errors.pointer", contains("/lowStock/threshold"));
    }

    @Test
    @DisplayName("R60 R64 a location has a switch of its own, which is edited alone or in bulk, told, and taken back by null")
    void switchOfALocationIsEdited() {
        StubStock.locations(shop.merchant(), "W1", "S/1");
        shop.create("""
                {"name": "Tea", "variants": [{"sku": "A", "lowStock": {"threshold": 9, "perLocation": {"W1": 5}, "notifyPerLocation": {"S/1": false}}},
                 {"sku": "B", "lowStock": {"threshold": 9, "perLocation": {"W1": 5}}}]}""").then().statusCode(201)
                .body("variants[0].lowStock.notifyPerLocation", equalTo(Map.of("S/1", false)), "variants[0].lowStock.notify", equalTo(true),
                        "variants[1].lowStock.notifyPerLocation", nullValue());
        assertEquals("{\"S/1\":false}", last("A").path("data").path("notifiesAt").toString());
        assertTrue(last("B").path("data").path("notifiesAt").isMissingNode());
        shop.patchVariant("A", "{\"lowStock\": {\"notifyPerLocation\": {\"W1\": true}}}").then().statusCode(200).header("ETag", "\"2\"")
                .body("lowStock.notifyPerLocation", equalTo(Map.of("S/1", false, "W1", true)), "lowStock.perLocation", equalTo(Map.of("W1", 5)));
        shop.call().body("{\"items\": [{\"sku\": \"A\", \"lowStock\": {\"notifyPerLocation\": {\"S/1\": null, \"W1\": null}}}]}")
                .post("/v1/variants/bulk").then().statusCode(200).body("results.status", contains(200));
        shop.variant("A").then().body("lowStock.notifyPerLocation", nullValue(), "lowStock.threshold", equalTo(9));
        assertTrue(last("A").path("data").path("notifiesAt").isMissingNode());
        shop.patchVariant("A", "{\"lowStock\": {\"notifyPerLocation\": {\"N/W\": false}}}").then().statusCode(422)
                .body("errors.pointer", contains("/lowStock/notifyPerLocation/N~1W"));
    }

    @Test
    @DisplayName("R1 a variant changes from counting to a status by hand and back")
    void trackingIsChanged() {
        shop.product("Tea", "A");
        shop.patchVariant("A", "{\"tracking\": \"STATUS\"}").then().statusCode(200).body("status", equalTo("IN_STOCK"), "available", nullValue());
        shop.patchVariant("A", "{\"status\": \"OUT_OF_STOCK\"}").then().statusCode(200);
        assertEquals("OUT_OF_STOCK", last("A").path("data").path("status").asText());
        shop.patchVariant("A", "{\"tracking\": \"QUANTITY\", \"status\": \"IN_STOCK\"}").then().statusCode(422).body("errors.pointer", contains("/status"));
        shop.patchVariant("A", "{\"tracking\": \"QUANTITY\"}").then().statusCode(200).body("status", nullValue(), "available", equalTo(0));
        shop.patchVariant("A", "{\"tracking\": null}").then().statusCode(200).body("tracking", equalTo("QUANTITY"));
    }

    @Test
    void whatGetGivesPatchTakesBackUnchanged() {
        String id = shop.create("""
                {"name": "Tea", "variants": [{"sku": "A", "unitCost": 0.10, "lowStock": {"threshold": 3, "notify": false}},
                 {"sku": "S", "tracking": "STATUS"}]}""").path("id");
        for (String path : List.of("/v1/products/" + id, "/v1/variants/A", "/v1/variants/S")) {
            String before = shop.call().get(path).then().statusCode(200).extract().asString();
            assertEquals(before, shop.call().body(before).patch(path).then().statusCode(200).header("ETag", "\"1\"").extract().asString());
        }
        assertEquals(1, StubStock.handedOver(shop.merchant(), "A").size());
    }

    @Test
    void anEditWithAStaleETagIsRefused() {
        String id = shop.product("Tea", "A");
        shop.call().header("If-Match", "\"1\"").body("{\"barcode\": \"1\"}").patch("/v1/variants/A").then().statusCode(200).header("ETag", "\"2\"");
        shop.call().header("If-Match", "\"1\"").body("{\"barcode\": \"2\"}").patch("/v1/variants/A").then().statusCode(412)
                .contentType("application/problem+json").body("detail", containsString("\"2\""));
        shop.call().header("If-Match", "\"9\", \"2\"").body("{\"barcode\": \"3\"}").patch("/v1/variants/A").then().statusCode(200);
        shop.call().header("If-Match", "W/\"1\"").body("{\"name\": \"X\"}").patch("/v1/products/" + id).then().statusCode(412);
        shop.variant("A").then().body("barcode", equalTo("3"));
    }

    @Test
    void editsAtOnceAreAllKept() {
        String id = shop.product("Tea", "A");
        List<Integer> answers = IntStream.range(0, 20).mapToObj(i -> CompletableFuture.supplyAsync(() -> i % 2 == 0
                ? shop.patchVariant("A", "{\"lowStock\": {\"threshold\": " + i + "}}").statusCode()
                : shop.call().body("{\"name\": \"Tea " + i + "\"}").patch("/v1/products/" + id).statusCode()))
                .toList().stream().map(CompletableFuture::join).toList();
        assertEquals(List.of(200), answers.stream().distinct().toList());
        shop.variant("A").then().header("ETag", "\"21\"").body("lowStock", notNullValue());
        assertEquals(21, StubStock.handedOver(shop.merchant(), "A").stream().map(e -> e.path("version").asLong()).distinct().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a//b", "/", "a\"b'c", "🍵", "été café", "100%", "%2F", "a+b", "a?b#c", "a;b=c", "a\\b", "...", "{x}", " lead and trail ", "<&>", "*"})
    void everySkuIsReachedByItsPercentEncodedPath(String sku) {
        String body = "{\"name\": \"Odd\", \"variants\": [{\"sku\": \"" + sku.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}]}";
        shop.create(body).then().statusCode(201);
        shop.variant(sku).then().statusCode(200).body("sku", equalTo(sku), "available", equalTo(0));
        shop.patchVariant(sku, "{\"barcode\": \"77\"}").then().statusCode(200).body("barcode", equalTo("77"));
        shop.list("?q=" + Catalogue.encoded(sku)).then().body("items", hasSize(1));
    }

    private JsonNode last(String sku) {
        List<JsonNode> told = StubStock.handedOver(shop.merchant(), sku);
        return told.get(told.size() - 1);
    }
}
