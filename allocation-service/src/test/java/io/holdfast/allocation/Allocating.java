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

    public Response list(String query) {
        return call().get("/v1/allocations" + query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
