package io.holdfast.catalog.product;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
@QuarkusTestResource(StubStock.class)
class BundlesTest {

    private final Catalogue shop = Catalogue.ofNewMerchant();

    @Test
    @DisplayName("R6 a bundle is told with its components, has no stock of its own, and may be made of its own product's variants")
    void aBundleIsToldWithItsComponents() {
        shop.product("Tea", "TEA");
        shop.create("{\"name\": \"Gift\", \"variants\": [{\"sku\": \"MUG\"}, {\"sku\": \"BOX\", \"bundle\": [{\"sku\": \"TEA\", \"quantity\": 2}, {\"sku\": \"MUG\", \"quantity\": 1}]}]}")
                .then().statusCode(201).body("variants[1].bundle.sku", contains("TEA", "MUG"), "variants[1].available", nullValue(),
                        "variants[1]", not(hasKey("note")), "variants[0].bundle", nullValue());
        JsonNode told = last("BOX").path("data").path("bundle");
        assertEquals("TEA", told.get(0).path("sku").asText());
        assertEquals(2, told.get(0).path("quantity").asInt());
        shop.patchVariant("BOX", "{\"bundle\": [{\"sku\": \"TEA\", \"quantity\": 3}]}").then().statusCode(200).body("bundle.quantity", contains(3));
        shop.patchVariant("BOX", "{\"bundle\": null}").then().statusCode(200).body("bundle", nullValue(), "available", equalTo(0));
        assertEquals(0, last("BOX").path("data").path("bundle").size());
        shop.patchVariant("BOX", "{\"bundle\": []}").then().statusCode(200).header("ETag", "\"3\"");
    }

    @Test
    @DisplayName("R6 a bundle is made of plain variants only, so that no bundle can contain itself")
    void aBundleIsMadeOfPlainVariantsOnly() {
        shop.product("Tea", "A");
        shop.product("Mug", "B");
        shop.product("Box", "BOX");
        refused("BOX", "BOX", "can't contain itself");
        refused("BOX", "NOWHERE", "there is no \"NOWHERE\"");
        shop.patchVariant("BOX", "{\"bundle\": [{\"sku\": \"A\", \"quantity\": 1}]}").then().statusCode(200);
        refused("B", "BOX", "must not be a bundle itself");
        shop.patchVariant("A", "{\"bundle\": [{\"sku\": \"B\", \"quantity\": 1}]}").then().statusCode(422)
                .body("errors.pointer", contains("/bundle"), "errors[0].detail", containsString("component of \"BOX\""));
        shop.create("{\"name\": \"P\", \"variants\": [{\"sku\": \"X\", \"bundle\": [{\"sku\": \"Y\", \"quantity\": 1}]}, {\"sku\": \"Y\", \"bundle\": [{\"sku\": \"A\", \"quantity\": 1}]}]}")
                .then().statusCode(422).body("errors.pointer", contains("/variants/0/bundle/0/sku"));
        shop.variant("X").then().statusCode(404);
        Catalogue other = Catalogue.ofNewMerchant();
        other.product("Box", "BOX2");
        other.patchVariant("BOX2", "{\"bundle\": [{\"sku\": \"A\", \"quantity\": 1}]}").then().statusCode(422);
    }

    @Test
    @DisplayName("R6 two that become each other's component at once do not both succeed")
    void twoThatBecomeEachOthersComponentDoNotBothSucceed() {
        for (int round = 0; round < 10; round++) {
            String a = "A" + round;
            String b = "B" + round;
            shop.product("a", a);
            shop.product("b", b);
            CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> shop.patchVariant(a, "{\"bundle\": [{\"sku\": \"" + b + "\", \"quantity\": 1}]}").statusCode());
            int two = shop.patchVariant(b, "{\"bundle\": [{\"sku\": \"" + a + "\", \"quantity\": 1}]}").statusCode();
            assertEquals(List.of(200, 422), IntStream.of(one.join(), two).sorted().boxed().toList());
        }
    }

    @Test
    @DisplayName("R6 a component may be archived, which is told; a bundle can't be made of an archived one")
    void aComponentMayBeArchived() {
        String tea = shop.product("Tea", "A");
        shop.product("Box", "BOX");
        shop.product("Bag", "BAG");
        shop.patchVariant("BOX", "{\"bundle\": [{\"sku\": \"A\", \"quantity\": 1}]}").then().statusCode(200);
        shop.call().delete("/v1/products/" + tea).then().statusCode(204);
        assertEquals(true, last("A").path("data").path("archived").asBoolean());
        shop.patchVariant("BOX", "{\"barcode\": \"1\"}").then().statusCode(200).body("bundle.sku", contains("A"));
        refused("BAG", "A", "must not be archived");
    }

    @Test
    @DisplayName("R83 what has no meaning for a bundle is refused, and so is the hundred and first component")
    void whatHasNoMeaningForABundleIsRefused() {
        shop.product("Tea", "A");
        shop.product("Box", "BOX");
        String bundle = "\"bundle\": [{\"sku\": \"A\", \"quantity\": 1}]";
        shop.patchVariant("BOX", "{\"tracking\": \"STATUS\", " + bundle + "}").then().statusCode(422).body("errors.pointer", contains("/tracking"));
        shop.patchVariant("BOX", "{\"lowStock\": {\"threshold\": 1}, " + bundle + "}").then().statusCode(422).body("errors.pointer", contains("/lowStock"));
        shop.patchVariant("BOX", "{\"par\": {\"W\": 1}, " + bundle + "}").then().statusCode(422).body("errors.pointer", contains("/par"));
        shop.patchVariant("BOX", "{\"bundle\": [{\"sku\": \"A\", \"quantity\": 1}, {\"sku\": \"A\", \"quantity\": 1}]}").then().statusCode(422)
                .body("errors.pointer", contains("/bundle/1/sku"));
        String variants = IntStream.range(0, 101).mapToObj(i -> "{\"sku\": \"C" + i + "\"}").collect(Collectors.joining(","));
        shop.create("{\"name\": \"C\", \"variants\": [" + variants + "]}").then().statusCode(201);
        shop.patchVariant("BOX", "{\"bundle\": [" + components(101) + "]}").then().statusCode(422)
                .body("errors[0].detail", equalTo("must have up to 100 components"));
        shop.patchVariant("BOX", "{\"bundle\": [" + components(100) + "]}").then().statusCode(200);
    }

    @Test
    @DisplayName("R60 thresholds and pars name locations that exist; each can be taken out by null")
    void thresholdsAndParsNameLocationsThatExist() {
        StubStock.locations(shop.merchant(), "W1", "S/1");
        shop.create("{\"name\": \"Tea\", \"variants\": [{\"sku\": \"A\", \"lowStock\": {\"threshold\": 9, \"perLocation\": {\"W1\": 5, \"S/1\": 2}}, \"par\": {\"W1\": 20}}]}")
                .then().statusCode(201).body("variants[0].lowStock.perLocation.W1", equalTo(5), "variants[0].par.W1", equalTo(20));
        assertEquals(2, last("A").path("data").path("locationThresholds").path("S/1").asInt());
        assertEquals(20, last("A").path("data").path("pars").path("W1").asInt());
        shop.create("{\"name\": \"Tea\", \"variants\": [{\"sku\": \"B\", \"par\": {\"N/W\": 1}, \"lowStock\": {\"perLocation\": {\"NO\": 1}}}]}").then().statusCode(422)
                .body("errors.pointer", contains("/variants/0/lowStock/perLocation/NO", "/variants/0/par/N~1W"));
        shop.patchVariant("A", "{\"par\": {\"NO\": 1}}").then().statusCode(422).body("errors.pointer", contains("/par/NO"));
        shop.patchVariant("A", "{\"lowStock\": {\"threshold\": null, \"perLocation\": {\"W1\": null}}}").then().statusCode(200)
                .body("lowStock.threshold", nullValue(), "lowStock.perLocation.keySet()", contains("S/1"));
        shop.patchVariant("A", "{\"par\": {\"W1\": null}}").then().statusCode(200).body("par", nullValue());
        StubStock.down();
        try {
            shop.patchVariant("A", "{\"par\": {\"W1\": 1}}").then().statusCode(503);
            shop.patchVariant("A", "{\"lowStock\": {\"perLocation\": {\"S/1\": 7}}}").then().statusCode(200).body("applied", equalTo("pending"));
        } finally {
            StubStock.up();
        }
    }

    private void refused(String bundle, String component, String why) {
        shop.patchVariant(bundle, "{\"bundle\": [{\"sku\": \"" + component + "\", \"quantity\": 1}]}").then().statusCode(422)
                .body("errors.pointer", contains("/bundle/0/sku"), "errors[0].detail", containsString(why));
        shop.variant(bundle).then().body("bundle", nullValue());
    }

    private static String components(int count) {
        return IntStream.range(0, count).mapToObj(i -> "{\"sku\": \"C" + i + "\", \"quantity\": 1000000}").collect(Collectors.joining(","));
    }

    private JsonNode last(String sku) {
        List<JsonNode> told = StubStock.handedOver(shop.merchant(), sku);
        return told.get(told.size() - 1);
    }
}
