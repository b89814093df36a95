package io.holdfast.stock.advice;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.holdfast.stock.StockTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AdviceApiTest extends StockTest {

    @Test
    @DisplayName("R28 what sold in the ledger decides, overall and for the SKUs that differ")
    void from_the_ledger() {
        stocked("TEA", 1_000);
        stocked("JAM", 12);
        channel("web", "ONLINE", null);
        get("/v1/settings/stock/advice").statusCode(200).body("trigger", equalTo("ON_ORDER")).body("perSku", hasSize(0))
                .body("reasons", hasItem(containsString("Nothing was sold")));
        pay(place("web", "A-1", "TEA", 10));
        pay(place("web", "A-2", "JAM", 10));
        get("/v1/settings/stock/advice").statusCode(200).body("trigger", equalTo("ON_PAYMENT"))
                .body("reasons", hasItem(containsString("992 units are available and 20 were sold in 30 days")))
                .body("perSku", hasSize(1)).body("perSku[0].sku", equalTo("JAM")).body("perSku[0].trigger", equalTo("ON_ORDER"));
        get("/v1/settings/stock/advice?restockDays=1").body("perSku", hasSize(0));
        get("/v1/settings/stock/advice?paymentMethod=Boleto&paymentMethod=konbini").body("perSku", hasSize(0));
        get("/v1/settings/stock/advice?restockDays=-1").statusCode(422).body("errors[0].pointer", equalTo("?restockDays"));
        get("/v1/settings/stock/advice?peak=true").body("reasons", hasItem(containsString("as you say")));
    }

    @Test
    @DisplayName("R28 an override in the settings is a peak, unless the caller knows better")
    void an_override_is_a_peak() {
        stocked("TEA", 10);
        String override = "{\"override\": {\"trigger\": \"ON_ORDER\", \"from\": \"2020-01-01T00:00:00Z\", \"until\": \"2120-01-01T00:00:00Z\"}}";
        as(merchant).body(override).when().put("/v1/settings/stock").then().statusCode(200);
        get("/v1/settings/stock/advice").body("reasons", hasItem(containsString("override from 2020-01-01")));
        get("/v1/settings/stock/advice?peak=false").body("reasons", not(hasItem(containsString("override"))));
    }

    private void pay(String order) {
        post("/v1/orders/" + order + "/payment", Map.of("eventId", "e")).statusCode(200);
    }
}
