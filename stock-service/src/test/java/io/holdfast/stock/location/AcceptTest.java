package io.holdfast.stock.location;

import static org.hamcrest.Matchers.containsString;

import io.holdfast.stock.StockTest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AcceptTest extends StockTest {

    @ParameterizedTest
    @DisplayName("R83 whoever can't be answered is refused before anything is done")
    @CsvSource({"http://nowhere/, 400, unreadable-request", "'\"9\"', 400, unreadable-request", "text/html, 406, not-acceptable", "image/*, 406, not-acceptable"})
    void nothing_is_done_that_cannot_be_told(String accept, int status, String problem) {
        as(merchant).header("Accept", accept).body(Map.of("code", "ACCEPT", "name", "Never there", "kind", "SHOP")).when().post("/v1/locations")
                .then().statusCode(status).contentType("application/problem+json").body("type", containsString(problem));
        get("/v1/locations/ACCEPT").statusCode(404);
    }

    @ParameterizedTest
    @DisplayName("every usual way to ask for JSON works")
    @CsvSource({"application/json", "*/*", "'text/html, application/json;q=0.9, */*;q=0.8'", "application/*", "'application/problem+json, application/json'"})
    void json_is_told_to_whoever_takes_it(String accept) {
        as(merchant).header("Accept", accept).when().get("/v1/locations/W1").then().statusCode(200).contentType("application/json");
    }
}
