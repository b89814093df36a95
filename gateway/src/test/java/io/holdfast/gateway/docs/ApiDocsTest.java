package io.holdfast.gateway.docs;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.gateway.GatewayTest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class ApiDocsTest {

    @Test
    void the_document_needs_no_key() {
        given().get("/openapi").then().statusCode(200).contentType("application/json").header("X-Request-Id", notNullValue())
                .body("openapi", equalTo("3.1.0")).body("paths.'/v1/orders'.post.operationId", equalTo("placeOrder"));
    }

    @Test
    void who_has_the_document_gets_it_no_second_time() {
        String tag = given().get("/openapi").header("ETag");
        given().header("If-None-Match", tag).get("/openapi").then().statusCode(304).body(equalTo(""));
        given().head("/openapi").then().statusCode(200).header("ETag", equalTo(tag));
    }

    @ParameterizedTest
    @CsvSource({"/docs, text/html", "/docs/start.js, text/javascript", "/docs/swagger-ui.css, text/css", "/docs/swagger-ui-bundle.js, text/javascript"})
    void the_page_comes_whole_from_here(String path, String type) {
        given().get(path).then().statusCode(200).header("Content-Type", containsString(type))
                .header("Content-Security-Policy", containsString("script-src 'self';")).header("X-Content-Type-Options", equalTo("nosniff"));
    }

    @Test
    void the_page_names_nothing_of_elsewhere() {
        String page = given().get("/docs").asString();
        Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(page).results().map(MatchResult::group).filter(link -> link.contains("//"))
                .forEach(link -> assertEquals("", link));
        given().get("/docs").then().body(not(containsString("<script>")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/", "/docs/../openapi", "/docs/index.html", "/openapi.json", "/webjars/swagger-ui/5.32.1/index.html"})
    void nothing_else_is_served(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void it_is_only_read() {
        given().contentType("application/json").body("{}").post("/openapi").then().statusCode(405).contentType("application/problem+json");
    }
}
