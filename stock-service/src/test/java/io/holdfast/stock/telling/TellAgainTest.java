package io.holdfast.stock.telling;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.stock.StockTest;
import io.holdfast.testkit.service.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TellAgainTest extends StockTest {

    private static final String TOLD = """
            with events as (
                select jsonb_array_elements(case when jsonb_typeof(o.envelope::jsonb) = 'array' then o.envelope::jsonb
                    else jsonb_build_array(o.envelope::jsonb) end) as e
                from outbox o where o.type = 'stock.level-changed.v1'
            )
            select e ->> 'subject' as sku, (e -> 'data' ->> 'onHand')::bigint as units, count(*) as times, count(distinct e ->> 'version') as versions
            from events where e ->> 'merchant' = $1 group by 1, 2""";

    @Inject
    Pool pool;

    @BeforeEach
    void stock() {
        variant("TEA");
        variant("JAM");
        awaitTelling();
        adjust("TEA", 10);
        adjust("JAM", 3);
    }

    @Test
    @DisplayName("levels that another service lost are told again, with the versions that they have")
    void levels() {
        assertEquals(Map.of("TEA 10", "1 times, 1 versions", "JAM 3", "1 times, 1 versions"), told());
        given().header("Authorization", TestTokens.service(merchant)).when().post("/internal/levels/telling").then().statusCode(200)
                .body("skus", equalTo(2));
        assertEquals(Map.of("TEA 10", "2 times, 1 versions", "JAM 3", "2 times, 1 versions"), told());
    }

    @Test
    @DisplayName("R80 nobody but a service may ask, and only one merchant's are told")
    void others() {
        post("/internal/levels/telling", "").statusCode(404);
        given().header("Authorization", TestTokens.service("m-other")).when().post("/internal/levels/telling").then().statusCode(200)
                .body("skus", equalTo(0));
        assertEquals("1 times, 1 versions", told().get("TEA 10"));
    }

    private Map<String, String> told() {
        Map<String, String> found = new TreeMap<>();
        pool.preparedQuery(TOLD).execute(Tuple.of(merchant)).await().atMost(Duration.ofSeconds(10)).forEach(row ->
                found.put(row.getString("sku") + " " + row.getLong("units"), row.getLong("times") + " times, " + row.getLong("versions") + " versions"));
        return found;
    }
}
