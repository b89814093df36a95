package io.holdfast.catalog.product;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
@QuarkusTestResource(StubStock.class)
class WhoHearsAtOnceTest {

    private final Catalogue shop = Catalogue.ofNewMerchant();

    @Test
    @DisplayName("R81 stock and allocation have both heard of a variant and of its edit before the caller is answered")
    void stockAndAllocationHearBeforeTheAnswer() {
        shop.product("Tea", "TEA");
        shop.patchVariant("TEA", "{\"name\": \"small\"}").then().statusCode(200).body("$", not(hasKey("applied")));
        List<JsonNode> stock = StubStock.handedOver(shop.merchant(), "TEA");
        assertEquals(2, stock.size());
        assertEquals(stock, StubStock.handedToAllocation(shop.merchant(), "TEA"));
    }

    @Test
    @DisplayName("R81 while only allocation is away the answer says that it is pending, and available is still stock's")
    void whileAllocationIsAwayTheAnswerIsPending() {
        StubStock.allocationAway(true);
        try {
            String id = shop.create("{\"name\": \"Tea\", \"variants\": [{\"sku\": \"TEA\"}]}").then().statusCode(201).body("applied", equalTo("pending"))
                    .body("variants[0].available", equalTo(0), "variants[0]", not(hasKey("note"))).extract().path("id");
            shop.patchVariant("TEA", "{\"name\": \"small\"}").then().statusCode(200)
                    .body("applied", equalTo("pending"), "available", equalTo(0), "$", not(hasKey("note")));
            shop.call().delete("/v1/products/" + id).then().statusCode(202).body("applied", equalTo("pending"));
        } finally {
            StubStock.allocationAway(false);
        }
    }
}
