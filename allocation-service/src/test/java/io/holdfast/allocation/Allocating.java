package io.holdfast.allocation;

import static io.restassured.RestAssured.given;

import io.holdfast.testkit.service.TestTokens;
import io.holdfast.testkit.stock.StubStock;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The API of channels and allocations, as a merchant's admin calls it. */
public final class Allocating {

    private final String merchant = "m-" + UUID.randomUUID();

    /** A merchant of whom nothing is known yet. */
    public static Allocating ofNewMerchant() {
        return new Allocating();
    }

    /** A merchant with 100 units of {@code TEA} and the channels {@code web}, {@code b2b} and {@code till}. */
    public static Allocating ofMerchantWithTea() {
        Allocating shop = new Allocating();
        StubStock.level(shop.merchant, "TEA", 100, 100);
        shop.channel("web", "ONLINE");
        shop.channel("b2b", "B2B");
        shop.channel("till", "POS");
        return shop;
    }

    public String merchant() {
        return merchant;
    }

    public RequestSpecification call() {
        return given().urlEncodingEnabled(false).header("Authorization", TestTokens.admin(merchant)).contentType(ContentType.JSON);
    }

    public Response createChannel(String body) {
        return call().body(body).post("/v1/channels");
    }

    public void channel(String code, String kind) {
        createChannel("{\"code\": \"" + code + "\", \"name\": \"" + code + "\", \"kind\": \"" + kind + "\"}").then().statusCode(201);
    }

    public Response channel(String code) {
        return call().get("/v1/channels/" + encoded(code));
    }

    public Response patchChannel(String code, String body) {
        return call().body(body).patch("/v1/channels/" + encoded(code));
    }

    public Response create(String body) {
        return call().body(body).post("/v1/allocations");
    }

    /** Sets units of {@code TEA} aside for channels, given as JSON strings; its id. */
    public String reserve(String channels, long quantity) {
        return create("{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"channels\": [" + channels + "], \"quantity\": " + quantity + "}")
                .then().statusCode(201).extract().path("id");
    }

    public Response allocation(String id) {
        return call().get("/v1/allocations/" + id);
    }

    public Response patch(String id, String body) {
        return call().body(body).patch("/v1/allocations/" + id);
    }

    /** Sells units of {@code TEA} in advance, sets aside, hides or stops: any purpose, in a window given as JSON members. */
    public Response allocate(String purpose, String channels, String quantity, String window) {
        return create("{\"sku\": \"TEA\", \"purpose\": \"" + purpose + "\", \"channels\": [" + channels + "], \"quantity\": " + quantity
                + (window.isEmpty() ? "" : ", " + window) + "}");
    }

    /** Hands an event over, as the service that decided it would. */
    public void hears(String type, String subject, long version, String data) {
        given().header("Authorization", TestTokens.service(merchant)).contentType(ContentType.JSON).body("""
                [{"specversion": "1.0", "id": "%s", "source": "peer", "type": "%s", "subject": "%s", "time": "2026-01-01T00:00:00Z",
                  "merchant": "%s", "version": %d, "datacontenttype": "application/json", "data": %s}]"""
                .formatted(UUID.randomUUID(), type, subject, merchant, version, data)).post("/internal/events").then().statusCode(204);
    }

    /** Hears of a variant from the catalogue. */
    public void variant(String sku, long version, boolean archived, String bundle) {
        hears("catalog.variant-changed.v1", sku, version, """
                {"sku": "%s", "productId": "p", "name": "The %s", "tracking": "QUANTITY", "status": null, "threshold": null, "notifies": true,
                 "archived": %s, "bundle": [%s], "createdAt": "2026-01-01T00:00:00Z"}""".formatted(sku, sku, archived, bundle));
    }

    public void variants(String... skus) {
        for (String sku : skus) {
            variant(sku, 1, false, "");
        }
    }

    public Response list(String query) {
        return call().get("/v1/allocations" + query);
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
