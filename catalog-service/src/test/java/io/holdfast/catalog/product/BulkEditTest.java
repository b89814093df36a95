package io.holdfast.catalog.product;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
@QuarkusTestResource(StubStock.class)
class BulkEditTest {

    private final Catalogue shop = Catalogue.ofNewMerchant();

    @Test
    @DisplayName("R3 many variants are edited at once, each with its own outcome")
    void manyAreEditedAtOnce() {
        shop.product("Tea", "A");
        shop.product("Mug", "B");
        shop.product("Box", "C");
        bulk("""
                {"items": [{"sku": "A", "barcode": "1"}, {"sku": "NONE", "barcode": "1"}, {"sku": "B", "unitCost": -1}, {"sku": "B", "unitCost": 0.1234},
                 {"sku": "A", "name": "green"}, {"sku": "C", "colour": 1}, {"sku": "C", "bundle": [{"sku": "A", "quantity": 2}]},
                 {"sku": "A", "bundle": [{"sku": "B", "quantity": 2}]}, {"sku": "B", "name": 7}]}""").then().statusCode(200)
                .body("results.sku", contains("A", "NONE", "B", "B", "A", "C", "C", "A", "B"), "results.status", contains(200, 404, 422, 200, 200, 422, 200, 422, 422))
                .body("results[0].problem", nullValue(), "results[2].problem.errors.pointer", contains("/unitCost"),
                        "results[5].problem.errors.pointer", contains("/colour"), "results[7].problem.detail", containsString("component of \"C\""));
        shop.variant("A").then().body("barcode", equalTo("1"), "name", equalTo("green")).header("ETag", "\"2\"");
        shop.variant("B").then().body("unitCost", equalTo(0.1234f));
        assertEquals(2, StubStock.handedOver(shop.merchant(), "A").size());
        assertEquals(2, StubStock.handedOver(shop.merchant(), "C").get(1).path("data").path("bundle").get(0).path("quantity").asInt());
    }

    @Test
    @DisplayName("R3 with atomic one refusal leaves everything as it was, and every outcome is told")
    void atomicIsAllOrNothing() {
        shop.product("Tea", "A");
        shop.product("Mug", "B");
        bulk("{\"atomic\": true, \"items\": [{\"sku\": \"A\", \"barcode\": \"1\"}, {\"sku\": \"B\", \"barcode\": \"\"}]}").then().statusCode(422)
                .contentType("application/problem+json").body("type", containsString("/not-atomic"), "results.status", contains(200, 422));
        shop.variant("A").then().body("barcode", nullValue()).header("ETag", "\"1\"");
        bulk("{\"atomic\": true, \"items\": [{\"sku\": \"A\", \"barcode\": \"1\"}, {\"sku\": \"B\", \"barcode\": \"2\"}]}").then().statusCode(200);
        shop.variant("B").then().body("barcode", equalTo("2"));
    }

    @Test
    @DisplayName("R83 a bulk edit of the wrong form is told with every pointer, and nothing is stored")
    void theWrongFormIsTold() {
        shop.product("Tea", "A");
        bulk("{\"items\": [{\"sku\": \"A\", \"barcode\": \"1\"}, {\"barcode\": \"1\"}, 5], \"atomic\": \"yes\", \"colour\": 1}").then().statusCode(422)
                .body("errors.pointer", contains("/colour", "/atomic", "/items/1/sku", "/items/2"));
        bulk("{}").then().statusCode(422).body("errors.pointer", contains("/items"));
        bulk("{\"items\": []}").then().statusCode(422);
        bulk("[]").then().statusCode(422);
        bulk("{\"items\": [").then().statusCode(400);
        bulk("{\"items\": [" + "{\"sku\":\"A\"},".repeat(10_000) + "{\"sku\":\"A\"}]}").then().statusCode(422).body("errors[0].detail", containsString("1 to 10000"));
        shop.variant("A").then().header("ETag", "\"1\"");
    }

    @Test
    void aThousandAreEditedInOneGo() {
        for (int product = 0; product < 2; product++) {
            String variants = IntStream.range(500 * product, 500 * product + 500).mapToObj(i -> "{\"sku\": \"S" + i + "\"}").collect(Collectors.joining(","));
            shop.create("{\"name\": \"Many\", \"variants\": [" + variants + "]}").then().statusCode(201);
        }
        String items = IntStream.range(0, 1_000).mapToObj(i -> "{\"sku\": \"S" + i + "\", \"barcode\": \"" + i + "\"}").collect(Collectors.joining(","));
        bulk("{\"items\": [" + items + "]}").then().statusCode(200).body("results", hasSize(1_000));
        shop.variant("S999").then().body("barcode", equalTo("999"));
        assertEquals(2, StubStock.handedOver(shop.merchant(), "S999").size());
    }

    @Test
    @DisplayName("R80 another merchant's variants are not found")
    void anotherMerchantsVariantsAreNotFound() {
        Catalogue other = Catalogue.ofNewMerchant();
        other.product("Theirs", "T");
        bulk("{\"items\": [{\"sku\": \"T\", \"barcode\": \"1\"}]}").then().statusCode(200).body("results.status", contains(404));
        other.variant("T").then().body("barcode", nullValue());
    }

    @Test
    void aVariantMayBeCalledBulk() {
        shop.product("Bulk goods", "bulk");
        shop.variant("bulk").then().statusCode(200).body("sku", equalTo("bulk"));
        shop.patchVariant("bulk", "{\"barcode\": \"1\"}").then().statusCode(200);
    }

    @Test
    void ofManyWhoEditTheSameVersionOneSucceeds() {
        shop.product("Tea", "A");
        List<Integer> answers = IntStream.range(0, 16).mapToObj(i -> CompletableFuture.supplyAsync(() ->
                shop.call().header("If-Match", "\"1\"").body("{\"barcode\": \"" + i + "\"}").patch("/v1/variants/A").statusCode()))
                .toList().stream().map(CompletableFuture::join).toList();
        assertEquals(1, answers.stream().filter(status -> status == 200).count(), answers.toString());
        assertEquals(15, answers.stream().filter(status -> status == 412).count(), answers.toString());
    }

    @Test
    void whatGetGivesPutTakesBackAndWhatIsLeftOutHasItsDefault() {
        StubStock.locations(shop.merchant(), "W1");
        String id = shop.create("""
                {"name": "Tea", "variants": [{"sku": "A", "barcode": "1", "unitCost": 0.10, "lowStock": {"threshold": 3, "perLocation": {"W1": 2},
                   "notifyPerLocation": {"W1": false}}, "par": {"W1": 5}},
                 {"sku": "B", "bundle": [{"sku": "A", "quantity": 2}]}]}""").path("id");
        for (String path : List.of("/v1/products/" + id, "/v1/variants/A", "/v1/variants/B")) {
            String before = shop.call().get(path).then().statusCode(200).extract().asString();
            assertEquals(before, shop.call().body(before).put(path).then().statusCode(200).header("ETag", "\"1\"").extract().asString());
            assertEquals(before, shop.call().body(before).patch(path).then().statusCode(200).header("ETag", "\"1\"").extract().asString());
        }
        shop.call().body("{\"barcode\": \"2\"}").put("/v1/variants/A").then().statusCode(200)
                .body("barcode", equalTo("2"), "unitCost", nullValue(), "lowStock", nullValue(), "par", nullValue(), "tracking", equalTo("QUANTITY"));
        shop.call().body("{}").put("/v1/products/" + id).then().statusCode(422).body("errors.pointer", contains("/name"));
        shop.call().header("If-Match", "\"9\"").body("{}").put("/v1/variants/A").then().statusCode(412);
    }

    private Response bulk(String body) {
        return shop.call().body(body).post("/v1/variants/bulk");
    }
}
