package io.holdfast.catalog.product;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.service.database.Transactions;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
@QuarkusTestResource(StubStock.class)
class CreatingProductsTest {

    private final Catalogue shop = Catalogue.ofNewMerchant();

    @Inject
    Transactions transactions;

    @Test
    void aProductIsCreatedWithDefaultsInPlace() {
        shop.create("""
                {"name": "Tea", "variants": [
                  {"sku": "TEA-1", "name": "100 g", "barcode": "4006381333931", "unitCost": 1.50, "lowStock": {"threshold": 10}},
                  {"sku": "TEA-GIFT", "tracking": "STATUS"}]}""").then().statusCode(201)
                .header("Location", matchesPattern("/v1/products/[0-9a-f-]{36}")).header("ETag", "\"1\"")
                .body("name", equalTo("Tea"), "archived", equalTo(false), "$", not(hasKey("applied")))
                .body("variants[0].tracking", equalTo("QUANTITY"), "variants[0].status", nullValue(), "variants[0].unitCost", equalTo(1.5f))
                .body("variants[0].lowStock.threshold", equalTo(10), "variants[0].lowStock.notify", equalTo(true))
                .body("variants[0].available", equalTo(0), "variants[0].alert", nullValue(), "variants[0]", not(hasKey("note")))
                .body("variants[1].tracking", equalTo("STATUS"), "variants[1].status", equalTo("IN_STOCK"), "variants[1].available", nullValue());
    }

    @Test
    @DisplayName("R81 stock has heard of a new SKU before the caller is answered, and every variant goes in one call")
    void stockHearsOfEveryVariantBeforeTheAnswer() {
        shop.create("""
                {"name": "Tea", "variants": [{"sku": "T1", "name": "small", "lowStock": {"threshold": 3, "notify": false}},
                 {"sku": "T2", "tracking": "STATUS", "status": "OUT_OF_STOCK"}]}""").then().statusCode(201);
        JsonNode first = StubStock.handedOver(shop.merchant(), "T1").get(0);
        assertEquals("catalog.variant-changed.v1", first.path("type").asText());
        assertEquals(1, first.path("version").asLong());
        assertEquals("Tea small", first.path("data").path("name").asText());
        assertEquals(3, first.path("data").path("threshold").asLong());
        assertEquals(false, first.path("data").path("notifies").asBoolean());
        assertEquals("OUT_OF_STOCK", StubStock.handedOver(shop.merchant(), "T2").get(0).path("data").path("status").asText());
        assertEquals(2, StubStock.handovers().get(StubStock.handovers().size() - 1));
    }

    @Test
    void aProductMayHaveFiveHundredVariants() {
        shop.create("{\"name\": \"Shirt\", \"variants\": " + variants("S-", 500) + "}").then().statusCode(201).body("variants", hasSize(500))
                .body("variants[0].sku", equalTo("S-0"), "variants[499].sku", equalTo("S-499"), "variants[499].available", equalTo(0));
        shop.create("{\"name\": \"Shirt\", \"variants\": " + variants("U-", 501) + "}").then().statusCode(422)
                .body("errors[0].pointer", equalTo("/variants"), "errors[0].detail", equalTo("must be 1 to 500 variants"));
    }

    @Test
    void takenSkusAreAllNamed() {
        String first = shop.product("Tea", "A");
        shop.create("""
                {"name": "Other", "variants": [{"sku": "A"}, {"sku": "B"}, {"sku": "B"}, {"sku": "C"}]}""").then().statusCode(409)
                .contentType("application/problem+json")
                .body("type", matchesPattern(".*/sku-taken"), "skus", equalTo(List.of("A", "B")))
                .body("errors.pointer", hasItems("/variants/0/sku", "/variants/2/sku"), "errors", hasSize(2))
                .body("errors[0].detail", equalTo("is already a variant of product " + first));
        shop.variant("C").then().statusCode(404);
        shop.list("").then().body("items", hasSize(1));
    }

    @Test
    void anArchivedProductKeepsItsSkus() {
        String id = shop.product("Tea", "OLD");
        shop.call().delete("/v1/products/" + id).then().statusCode(204);
        shop.create("{\"name\": \"New\", \"variants\": [{\"sku\": \"OLD\"}]}").then().statusCode(409)
                .body("errors[0].detail", equalTo("is already a variant of the archived product " + id));
    }

    @Test
    void aSkuIsTakenByOneOfManyWhoAskAtOnce() {
        List<Integer> answers = IntStream.range(0, 24).mapToObj(i -> CompletableFuture.supplyAsync(() -> {
            // Crosswise, so that waiting in the order of the request would deadlock.
            String skus = i % 2 == 0 ? "[{\"sku\": \"X\"}, {\"sku\": \"Y\"}]" : "[{\"sku\": \"Y\"}, {\"sku\": \"X\"}]";
            return shop.create("{\"name\": \"P" + i + "\", \"variants\": " + skus + "}").statusCode();
        })).toList().stream().map(CompletableFuture::join).toList();
        assertEquals(1, answers.stream().filter(status -> status == 201).count(), answers.toString());
        assertEquals(23, answers.stream().filter(status -> status == 409).count(), answers.toString());
        shop.list("").then().body("items", hasSize(1));
        assertTrue(StubStock.handedOver(shop.merchant(), "X").size() == 1);
    }

    @Test
    @DisplayName("R80 two merchants may use the same SKU, and neither sees the other's")
    void twoMerchantsMayUseTheSameSku() {
        Catalogue other = Catalogue.ofNewMerchant();
        String mine = shop.product("Mine", "SAME");
        other.product("Theirs", "SAME");
        other.list("").then().body("items", hasSize(1), "items[0].name", equalTo("Theirs"));
        other.call().get("/v1/products/" + mine).then().statusCode(404);
        other.call().body("{\"name\": \"Stolen\"}").patch("/v1/products/" + mine).then().statusCode(404);
        other.call().delete("/v1/products/" + mine).then().statusCode(404);
        shop.product("Only mine", "ONLY-MINE");
        other.variant("ONLY-MINE").then().statusCode(404);
        other.patchVariant("ONLY-MINE", "{\"name\": \"Stolen\"}").then().statusCode(404);
        shop.variant("SAME").then().body("productId", equalTo(mine));
    }

    @Test
    @DisplayName("R82 what was answered with success waits in the outbox too; a refusal leaves nothing there")
    void successWaitsInTheOutbox() {
        String id = shop.product("Tea", "A");
        assertEquals(1, waiting());
        shop.create("{\"name\": \"New\", \"variants\": [{\"sku\": \"B\"}, {\"sku\": \"A\"}]}").then().statusCode(409);
        assertEquals(1, waiting());
        shop.patchVariant("A", "{\"barcode\": \"1\"}").then().statusCode(200);
        shop.patchVariant("A", "{\"barcode\": \"1\"}").then().statusCode(200);
        shop.call().delete("/v1/products/" + id).then().statusCode(204);
        assertEquals(3, waiting());
    }

    private long waiting() {
        return transactions.ofAllMerchants(all -> all.preparedQuery("select count(*) from outbox where envelope::json ->> 'merchant' = $1").execute(Tuple.of(shop.merchant())))
                .await().atMost(Duration.ofSeconds(10)).iterator().next().getLong(0);
    }

    private static String variants(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> "{\"sku\": \"" + prefix + i + "\"}").collect(Collectors.joining(",", "[", "]"));
    }
}
