package io.holdfast.catalog.product;

import static io.restassured.RestAssured.given;

import io.holdfast.testkit.service.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The catalogue's API, as a merchant's admin calls it. */
public final class Catalogue {

    private final String merchant;

    public Catalogue(String merchant) {
        this.merchant = merchant;
    }

    /** A merchant of whom nothing is known yet. */
    public static Catalogue ofNewMerchant() {
        return new Catalogue("m-" + UUID.randomUUID());
    }

    public String merchant() {
        return merchant;
    }

    public RequestSpecification call() {
        return given().urlEncodingEnabled(false).header("Authorization", TestTokens.admin(merchant)).contentType(ContentType.JSON);
    }

    public Response create(String body) {
        return call().body(body).post("/v1/products");
    }

    /** A product with one variant that is counted; its id. */
    public String product(String name, String sku) {
        return create("{\"name\": \"" + name + "\", \"variants\": [{\"sku\": \"" + sku + "\"}]}").then().statusCode(201).extract().path("id");
    }

    public Response variant(String sku) {
        return call().get("/v1/variants/" + encoded(sku));
    }

    public Response patchVariant(String sku, String body) {
        return call().body(body).patch("/v1/variants/" + encoded(sku));
    }

    public Response list(String query) {
        return call().get("/v1/products" + query);
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
