package io.holdfast.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.testkit.idempotency.KeyedPost;
import io.holdfast.testkit.idempotency.KeyedPost.Call;
import io.holdfast.testkit.idempotency.KeyedPostsContract;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@GatewayTest
class KeyedPostsTest extends KeyedPostsContract {

    private static final String MERCHANT = """
            {"name": "Tea House", "email": "stock@the.example", "timeZone": "Europe/Paris", "locale": "fr"}""";
    private static Pool database;

    @Inject
    Pool pool;

    @BeforeEach
    void databaseToCountIn() {
        database = pool;
    }

    static Stream<KeyedPost> posts() {
        return Stream.of(KeyedPost.showingSecret("merchants", KeyedPostsTest::creation, call -> count("merchant")),
                KeyedPost.showingSecret("keys", KeyedPostsTest::anotherKey, call -> count("api_key where merchant = '" + call.owner() + "'")));
    }

    private static Call anotherKey() {
        JsonPath merchant = creation().send("for-another-key-" + UUID.randomUUID()).then().statusCode(201).extract().jsonPath();
        return new Call(merchant.getString("id"), "Bearer " + merchant.getString("adminKey"), "/v1/keys", "application/json", """
            {"role": "read", "name": "Reports"}""");
    }

    private static Call creation() {
        return new Call("", "Bearer test-operator", "/v1/merchants", "application/json", MERCHANT);
    }

    private static long count(String table) {
        return database.query("select count(*) from " + table).execute().await().atMost(Duration.ofSeconds(20)).iterator().next().getLong(0);
    }

    @Test
    @DisplayName("R82 the first key of a merchant is nowhere among what is kept")
    void no_secret_is_kept() {
        String secret = creation().send("no-secret").then().statusCode(201).extract().path("adminKey");
        long rows = database.query("select count(*) from answer_to_key a where strpos(a::text, '" + secret + "') > 0").execute()
                .await().atMost(Duration.ofSeconds(20)).iterator().next().getLong(0);
        assertEquals(0, rows);
        long together = database.query("select count(*) from answer_to_key a join merchant m on m.xmin = a.xmin where a.key = 'no-secret'").execute()
                .await().atMost(Duration.ofSeconds(20)).iterator().next().getLong(0);
        assertEquals(1, together, "that it was shown is kept in the transaction of the effect");
    }

    @Test
    @DisplayName("R82 a key goes through to the service as it was sent")
    void a_key_goes_through() {
        String admin = creation().send("for-its-key").then().statusCode(201).extract().path("adminKey");
        given().header("Authorization", "Bearer " + admin).header("Idempotency-Key", "\"a b\"").contentType("application/json").body("{}")
                .post("/v1/orders").then().body("headers.'idempotency-key'", equalTo("\"a b\""));
    }
}
