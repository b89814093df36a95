package io.holdfast.catalog.product;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
@QuarkusTestResource(StubStock.class)
class BadInputTest {

    private final Catalogue shop = Catalogue.ofNewMerchant();

    @ParameterizedTest
    @DisplayName("R83 every wrong member of a variant is told with its pointer, and nothing is stored")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "`\"name\": \"x\"` | /sku", "`\"sku\": \"\"` | /sku", "`\"sku\": 5` | /sku", "`\"sku\": \"a\\u0000b\"` | /sku", "`\"sku\": \"\\ud83c\"` | /sku",
            "`\"sku\": \"A\", \"name\": \"\"` | /name", "`\"sku\": \"A\", \"barcode\": \"a\\nb\"` | /barcode",
            "`\"sku\": \"A\", \"tracking\": \"GUESS\"` | /tracking", "`\"sku\": \"A\", \"status\": \"IN_STOCK\"` | /status",
            "`\"sku\": \"A\", \"tracking\": \"STATUS\", \"status\": \"MAYBE\"` | /status",
            "`\"sku\": \"A\", \"unitCost\": -0.01` | /unitCost", "`\"sku\": \"A\", \"unitCost\": 1.00001` | /unitCost",
            "`\"sku\": \"A\", \"unitCost\": 1000000000.01` | /unitCost", "`\"sku\": \"A\", \"unitCost\": 1E+999999` | /unitCost",
            "`\"sku\": \"A\", \"unitCost\": 1E-999999` | /unitCost", "`\"sku\": \"A\", \"unitCost\": \"1\"` | /unitCost",
            "`\"sku\": \"A\", \"lowStock\": {}` | /lowStock/threshold", "`\"sku\": \"A\", \"lowStock\": {\"threshold\": -1}` | /lowStock/threshold",
            "`\"sku\": \"A\", \"lowStock\": {\"threshold\": 1000000001}` | /lowStock/threshold",
            "`\"sku\": \"A\", \"lowStock\": {\"threshold\": 2.5}` | /lowStock/threshold",
            "`\"sku\": \"A\", \"lowStock\": {\"threshold\": 99999999999999999999}` | /lowStock/threshold",
            "`\"sku\": \"A\", \"lowStock\": {\"threshold\": 1, \"notify\": \"no\"}` | /lowStock/notify",
            "`\"sku\": \"A\", \"lowStock\": {\"threshold\": 1, \"perLocation\": []}` | /lowStock/perLocation",
            "`\"sku\": \"A\", \"lowStock\": {\"threshold\": 1, \"perLocation\": {\"W/1\": -1}}` | /lowStock/perLocation/W~11",
            "`\"sku\": \"A\", \"lowStock\": {\"threshold\": 1, \"perLocation\": {\"W\": 1.5}}` | /lowStock/perLocation/W",
            "`\"sku\": \"A\", \"lowStock\": {\"threshold\": 1, \"notifyPerLocation\": {\"W\": \"no\"}}` | /lowStock/notifyPerLocation/W",
            "`\"sku\": \"A\", \"lowStock\": {\"threshold\": 1, \"notifyPerLocation\": {\"\": false}}` | /lowStock/notifyPerLocation/",
            "`\"sku\": \"A\", \"lowStock\": {\"notifyPerLocation\": {\"W\": false}}` | /lowStock/threshold",
            "`\"sku\": \"A\", \"par\": {\"W\": 1000000001}` | /par/W", "`\"sku\": \"A\", \"par\": {\"W\": true}` | /par/W",
            "`\"sku\": \"A\", \"bundle\": {}` | /bundle", "`\"sku\": \"A\", \"bundle\": [null]` | /bundle/0",
            "`\"sku\": \"A\", \"bundle\": [{\"sku\": \"FINE\", \"quantity\": 0}]` | /bundle/0/quantity",
            "`\"sku\": \"A\", \"bundle\": [{\"sku\": \"FINE\", \"quantity\": 1000001}]` | /bundle/0/quantity",
            "`\"sku\": \"A\", \"bundle\": [{\"sku\": \"FINE\"}]` | /bundle/0/quantity",
            "`\"sku\": \"A\", \"bundle\": [{\"quantity\": 1}]` | /bundle/0/sku",
            "`\"sku\": \"A\", \"bundle\": [{\"sku\": \"FINE\", \"quantity\": 1, \"colour\": 2}]` | /bundle/0/colour"})
    void everyWrongMemberOfAVariantIsTold(String members, String pointer) {
        shop.create("{\"name\": \"P\", \"variants\": [{\"sku\": \"FINE\"}, {" + members + "}]}").then().statusCode(422)
                .contentType("application/problem+json").body("errors.pointer", contains("/variants/1" + pointer));
        shop.list("").then().body("items", hasSize(0));
        shop.variant("FINE").then().statusCode(404);
        shop.product("Q", "Q");
        if (!pointer.equals("/sku")) {
            shop.patchVariant("Q", "{" + members + "}").then().statusCode(422).body("errors.pointer", contains(pointer));
            shop.variant("Q").then().header("ETag", "\"1\"");
        }
    }

    @Test
    @DisplayName("R83 every wrong member of a product is told with its pointer, all of them at once")
    void everyWrongMemberOfAProductIsTold() {
        shop.create("{\"variants\": [{\"sku\": \"A\"}]}").then().statusCode(422).body("errors.pointer", contains("/name"));
        shop.create("{\"name\": \"P\"}").then().statusCode(422).body("errors.pointer", contains("/variants"));
        shop.create("{\"name\": \"P\", \"variants\": []}").then().statusCode(422).body("errors.pointer", contains("/variants"));
        shop.create("{\"name\": \"P\", \"variants\": [null]}").then().statusCode(422).body("errors.pointer", contains("/variants/0"));
        shop.create("{\"name\": \"P\", \"colour\": 1, \"variants\": []}").then().statusCode(422).body("errors.pointer", contains("/colour"));
        shop.create("{\"name\": \"" + "n".repeat(201) + "\", \"variants\": [{\"sku\": \"" + "s".repeat(65) + "\", \"unitCost\": -1}]}").then().statusCode(422)
                .body("errors.pointer", contains("/name", "/variants/0/sku", "/variants/0/unitCost"));
        shop.create("{\"name\": ").then().statusCode(400).contentType("application/problem+json");
        shop.create("").then().statusCode(422).contentType("application/problem+json");
        String id = shop.product("P", "A");
        shop.call().body("{\"name\": null}").patch("/v1/products/" + id).then().statusCode(422).body("errors.pointer", contains("/name"));
        shop.call().body("{\"archived\": \"yes\"}").patch("/v1/products/" + id).then().statusCode(422).body("errors.pointer", contains("/archived"));
        shop.call().body("{\"archived\": null}").patch("/v1/products/" + id).then().statusCode(422).body("errors.pointer", contains("/archived"));
        shop.call().get("/v1/products/" + id).then().header("ETag", "\"1\"");
    }

    @Test
    void limitsAreInclusive() {
        shop.create("{\"name\": \"" + "🍵".repeat(200) + "\", \"variants\": [{\"sku\": \"" + "🍵".repeat(64) + "\", \"unitCost\": 1000000000.0000, "
                + "\"lowStock\": {\"threshold\": 1000000000}}]}").then().statusCode(201).body("variants[0].unitCost", equalTo(1000000000));
        shop.create("{\"name\": \"P\", \"variants\": [{\"sku\": \"Z\", \"unitCost\": 0, \"lowStock\": {\"threshold\": 0}}]}").then().statusCode(201);
        shop.create("{\"name\": \"P\", \"variants\": [{\"sku\": \"C\", \"unitCost\": 123456789.0123}]}").then().statusCode(201);
        assertTrue(shop.variant("C").asString().contains("\"unitCost\":123456789.0123,"));
    }

    @Test
    void whatCanNotBeThereIsNotFound() {
        shop.call().get("/v1/products/no-uuid").then().statusCode(404).contentType("application/problem+json");
        shop.call().get("/v1/products/00000000-0000-0000-0000-000000000000").then().statusCode(404);
        shop.call().get("/v1/variants/%00").then().statusCode(404).contentType("application/problem+json");
        shop.variant("s".repeat(65)).then().statusCode(404);
        shop.list("?alert=high").then().statusCode(422).body("errors[0].pointer", equalTo("?alert"));
        shop.list("?tracking=quantity").then().statusCode(422).body("errors[0].pointer", equalTo("?tracking"));
        shop.list("?q=%00").then().statusCode(422).body("errors[0].pointer", equalTo("?q"));
        shop.list("?limit=0").then().statusCode(422).body("errors[0].pointer", equalTo("?limit"));
        shop.list("?cursor=bm9wZQ").then().statusCode(422).body("errors[0].pointer", equalTo("?cursor"));
    }
}
