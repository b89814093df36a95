package io.holdfast.catalog;

import io.holdfast.catalog.product.Catalogue;
import io.holdfast.testkit.isolation.RowsOfOneMerchantContract;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.service.TestTokens;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Set;
import java.util.UUID;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
@QuarkusTestResource(StubStock.class)
class RowsOfOneMerchantTest extends RowsOfOneMerchantContract {

    @Override
    protected String merchant() {
        Catalogue shop = Catalogue.ofNewMerchant();
        shop.call().header("Idempotency-Key", UUID.randomUUID()).body("{\"name\": \"Tea\", \"variants\": [{\"sku\": \"TEA\"}]}").post("/v1/products")
                .then().statusCode(201);
        RestAssured.given().header("Authorization", TestTokens.service(shop.merchant())).contentType("application/json").body("""
                [{"specversion": "1.0", "id": "%s", "source": "peer", "type": "notification.alert-changed.v1", "subject": "TEA",
                  "time": "2026-01-01T00:00:00Z", "merchant": "%s", "version": 1, "datacontenttype": "application/json",
                  "data": {"kind": "LOW", "sku": "TEA", "available": 1, "threshold": 5, "since": "2026-01-01T00:00:00Z"}}]"""
                .formatted(UUID.randomUUID(), shop.merchant())).post("/internal/events").then().statusCode(204);
        shop.call().contentType("text/csv").body("sku,threshold\nNONE,x\n").post("/v1/imports").then().statusCode(202);
        return shop.merchant();
    }

    @Override
    protected Set<String> filled() {
        return Set.of("product", "variant", "low_alert", "import", "answer_to_key");
    }

    @Test
    @DisplayName("R80 a resource that forgets to name a merchant answers as if nothing were there, and one that names another's, or all, fails")
    void a_request_is_about_its_own_merchant() {
        String mine = merchant();
        String theirs = merchant();
        assertProducts(mine, "/v1/forgetful/nobody", 0);
        assertProducts(mine, "/v1/forgetful/" + mine, 1);
        asked(mine, "/v1/forgetful/" + theirs).statusCode(500);
        asked(mine, "/v1/forgetful/everybody").statusCode(500);
    }

    private static void assertProducts(String merchant, String path, int products) {
        asked(merchant, path).statusCode(200).body(Matchers.equalTo(String.valueOf(products)));
    }

    private static io.restassured.response.ValidatableResponse asked(String merchant, String path) {
        return RestAssured.given().header("Authorization", TestTokens.admin(merchant)).get(path).then();
    }
}
