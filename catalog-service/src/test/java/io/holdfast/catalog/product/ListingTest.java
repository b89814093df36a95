package io.holdfast.catalog.product;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.service.TestTokens;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
@QuarkusTestResource(StubStock.class)
class ListingTest {

    private final Catalogue shop = Catalogue.ofNewMerchant();

    @Test
    void productsAreListedInPagesInTheOrderOfTheirCreation() {
        IntStream.range(0, 5).forEach(i -> shop.product("P" + i, "S" + i));
        String next = shop.list("?limit=3").then().statusCode(200).body("items.name", contains("P0", "P1", "P2")).extract().path("nextCursor");
        shop.list("?limit=3&cursor=" + next).then().body("items.name", contains("P3", "P4"), "nextCursor", nullValue());
        shop.list("?limit=5").then().body("items", hasSize(5), "nextCursor", nullValue());
    }

    @Test
    @DisplayName("R81 available is the stock service's own at that moment")
    void availableIsTheStockServicesOwn() {
        shop.product("Tea", "A");
        shop.list("").then().body("items[0].variants[0].available", equalTo(0));
        StubStock.level(shop.merchant(), "A", 9, 7);
        shop.list("").then().body("items[0].variants[0].available", equalTo(7), "items[0].variants[0]", not(hasKey("note")));
        shop.variant("A").then().body("available", equalTo(7));
    }

    @Test
    @DisplayName("R81 while stock is down the catalogue works, says that available is not known, and that changes are pending")
    void whileStockIsDownTheCatalogueWorks() {
        String id = shop.product("Tea", "A");
        StubStock.down();
        try {
            shop.list("").then().statusCode(200).body("items[0].variants[0].available", nullValue(),
                    "items[0].variants[0].note", containsString("stock service does not answer"));
            shop.create("{\"name\": \"New\", \"variants\": [{\"sku\": \"B\"}]}").then().statusCode(201).body("applied", equalTo("pending"));
            shop.patchVariant("A", "{\"barcode\": \"1\"}").then().statusCode(200).body("applied", equalTo("pending"), "barcode", equalTo("1"));
            shop.call().delete("/v1/products/" + id).then().statusCode(202).body("applied", equalTo("pending"));
        } finally {
            StubStock.up();
        }
        shop.variant("B").then().body("available", nullValue(), "note", containsString("not heard of this SKU"));
    }

    @Test
    void productsAreFoundByTextAndTracking() {
        shop.create("{\"name\": \"Green Tea\", \"variants\": [{\"sku\": \"GT_1\", \"barcode\": \"4006\"}, {\"sku\": \"GT-GIFT\", \"tracking\": \"STATUS\"}]}");
        shop.create("{\"name\": \"Mug 100%\", \"variants\": [{\"sku\": \"MUGX1\", \"name\": \"Blue\"}]}");
        shop.list("?q=tea").then().body("items.name", contains("Green Tea"), "items[0].variants", hasSize(2));
        shop.list("?q=T_1").then().body("items.name", contains("Green Tea"));
        shop.list("?q=0%25").then().body("items.name", contains("Mug 100%"));
        shop.list("?q=bLUE").then().body("items.name", contains("Mug 100%"));
        shop.list("?q=4006").then().body("items.name", contains("Green Tea"));
        shop.list("?q=coffee").then().body("items", hasSize(0));
        shop.list("?tracking=STATUS").then().body("items.name", contains("Green Tea"));
        shop.list("?tracking=QUANTITY").then().body("items", hasSize(2));
    }

    @Test
    @DisplayName("R61 the list shows each variant's alert and can be filtered by it; a late event changes nothing")
    void theListShowsAlerts() {
        shop.create("{\"name\": \"Tea\", \"variants\": [{\"sku\": \"A\", \"lowStock\": {\"threshold\": 10}}, {\"sku\": \"B\"}]}");
        shop.product("Mug", "M");
        shop.list("?alert=low").then().body("items", hasSize(0));
        alert("LOW", "A", 2, "\"2026-03-01T08:00:00Z\"", 4);
        alert("SOLD_OUT", "M", 1, "\"2026-03-01T08:00:00Z\"", 0);
        shop.list("").then().body("items[0].variants[0].alert.since", equalTo("2026-03-01T08:00:00Z"), "items[0].variants[0].alert.available", equalTo(4),
                "items[0].variants[0].alert.threshold", equalTo(10), "items[0].variants[1].alert", nullValue(), "items[1].variants[0].alert", nullValue());
        shop.list("?alert=low").then().body("items.name", contains("Tea"));
        Catalogue.ofNewMerchant().list("?alert=low").then().body("items", hasSize(0));
        alert("LOW", "A", 1, "null", 20);
        shop.list("?alert=low").then().body("items", hasSize(1));
        alert("LOW", "A", 3, "null", 20);
        shop.list("?alert=low").then().body("items", hasSize(0));
        shop.variant("A").then().body("alert", nullValue());
    }

    @Test
    @DisplayName("R61 R60 what is low at one location only shows that location; over all locations comes first")
    void theListShowsAlertsOfLocations() {
        StubStock.locations(shop.merchant(), "PARIS", "LYON");
        shop.create("{\"name\": \"Tea\", \"variants\": [{\"sku\": \"A\", \"lowStock\": {\"perLocation\": {\"PARIS\": 3, \"LYON\": 3}}}]}").then().statusCode(201);
        alert("LOW", "A", 1, "\"2026-03-01T08:00:00Z\"", 2, "PARIS");
        alert("LOW", "A", 1, "\"2026-03-02T08:00:00Z\"", 1, "LYON");
        shop.list("?alert=low").then().body("items.id", hasSize(1), "items[0].variants", hasSize(1),
                "items[0].variants[0].alert.location", equalTo("LYON"), "items[0].variants[0].alert.available", equalTo(1));
        alert("LOW", "A", 2, "null", 5, "LYON");
        shop.variant("A").then().body("alert.location", equalTo("PARIS"), "alert.since", equalTo("2026-03-01T08:00:00Z"));
        alert("LOW", "A", 1, "\"2026-03-03T08:00:00Z\"", 4);
        shop.variant("A").then().body("alert.available", equalTo(4), "alert", not(hasKey("location")));
        alert("LOW", "A", 2, "null", 9);
        alert("LOW", "A", 2, "null", 9, "PARIS");
        shop.list("?alert=low").then().body("items", hasSize(0));
    }

    private void alert(String kind, String sku, long version, String since, long available) {
        alert(kind, sku, version, since, available, null);
    }

    private void alert(String kind, String sku, long version, String since, long available, String location) {
        String event = """
                [{"specversion": "1.0", "id": "%s", "source": "notification", "type": "notification.alert-changed.v1", "subject": "%s/%s",
                  "time": "2026-03-01T08:00:00Z", "merchant": "%s", "version": %d, "datacontenttype": "application/json",
                  "data": {"kind": "%s", "sku": "%s", "location": %s, "since": %s, "available": %d, "threshold": 10}}]"""
                .formatted(UUID.randomUUID(), kind, sku, shop.merchant(), version, kind, sku, location == null ? null : '"' + location + '"', since, available);
        given().header("Authorization", TestTokens.service(shop.merchant())).contentType(ContentType.JSON).body(event)
                .post("/internal/events").then().statusCode(204);
    }
}
