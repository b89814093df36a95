package io.holdfast.gateway.key;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.gateway.EchoServices;
import io.holdfast.gateway.GatewayTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@GatewayTest
class KeysTest {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @Inject
    Pool pool;
    @Inject
    KeptKeyStore store;

    private String admin;

    @BeforeEach
    void aMerchantOfItsOwn() {
        admin = given().header("Authorization", "Bearer test-operator").contentType("application/json")
                .body("{\"name\": \"Tea\", \"email\": \"tea@tea.example\", \"timeZone\": \"UTC\", \"locale\": \"en\"}")
                .post("/v1/merchants").then().statusCode(201).extract().path("adminKey");
    }

    private static RequestSpecification with(String key) {
        return given().header("Authorization", "Bearer " + key).contentType("application/json");
    }

    private JsonPath made(String body) {
        return with(admin).body(body).post("/v1/keys").then().statusCode(201).extract().jsonPath();
    }

    private ValidatableResponse list() {
        return with(admin).get("/v1/keys").then().statusCode(200);
    }

    private String idOfAdmin() {
        return list().extract().path("items[0].id");
    }

    @Test
    void aKeyIsShownOnceAndWorksAtOnce() {
        JsonPath made = with(admin).body("{\"role\": \"read\", \"name\": \"dashboard\"}").post("/v1/keys").then().statusCode(201)
                .header("Location", notNullValue()).body("role", equalTo("read")).body("name", equalTo("dashboard"))
                .body("$", not(hasKey("channel"))).extract().jsonPath();
        String key = made.getString("key");
        assertTrue(key.matches("hf_live_[A-Za-z0-9_-]{43}"), key);
        assertEquals(key.substring(0, 12), made.getString("beginning"));
        with(key).get("/v1/merchant").then().statusCode(200);
        String listed = list().body("items.size()", equalTo(2)).body("items.role", hasItems("admin", "read"))
                .body("items", everyItem(not(hasKey("key")))).extract().asString();
        assertTrue(!listed.contains(key.substring(12)), listed);
        with(admin).get("/v1/keys/" + made.getString("id")).then().statusCode(200).body("name", equalTo("dashboard")).body("$", not(hasKey("key")));
    }

    @Test
    void onlyHashesAreStored() {
        String key = made("{\"role\": \"read\", \"name\": \"x\"}").getString("key");
        assertEquals(0, count("select count(*) from key_secret s, api_key k where s::text || k::text like '%" + key.substring(12) + "%'"));
    }

    @ParameterizedTest
    @DisplayName("R83 what is wrong with a new key is named, and nothing is stored")
    @CsvSource(textBlock = """
            /role    | {"name": "x"}
            /role    | {"role": "operator", "name": "x"}
            /role    | {"role": "service", "name": "x"}
            /role    | {"role": "ADMIN", "name": "x"}
            /channel | {"role": "channel", "name": "x"}
            /channel | {"role": "channel", "channel": "", "name": "x"}
            /channel | {"role": "admin", "channel": "web", "name": "x"}
            /name    | {"role": "admin"}
            /name    | {"role": "admin", "name": ""}
            /merchant | {"role": "admin", "name": "x", "merchant": "demo"}
            """, delimiter = '|', quoteCharacter = '`')
    void wrongKeys(String pointer, String body) {
        with(admin).body(body).post("/v1/keys").then().statusCode(422).contentType("application/problem+json")
                .body("errors.pointer", hasItem(pointer));
        list().body("items.size()", equalTo(1));
    }

    @Test
    void aChannelKeyNamesAChannelThatExists() {
        with(admin).body("{\"role\": \"channel\", \"channel\": \"web\", \"name\": \"x\"}").post("/v1/keys").then().statusCode(503)
                .body("service", equalTo("allocation"));
        EchoServices.withAllocation(() -> {
            made("{\"role\": \"channel\", \"channel\": \"web / 1\", \"name\": \"x\"}");
            with(admin).body("{\"role\": \"channel\", \"channel\": \"nowhere\", \"name\": \"x\"}").post("/v1/keys").then().statusCode(422)
                    .body("errors[0].pointer", equalTo("/channel"));
        });
        list().body("items.size()", equalTo(2)).body("items.channel", hasItem("web / 1"));
    }

    @Test
    void aReadKeyReadsAndAChannelKeyTrades() {
        EchoServices.withAllocation(() -> {
            String read = made("{\"role\": \"read\", \"name\": \"r\"}").getString("key");
            with(read).get("/v1/orders").then().statusCode(200);
            with(read).get("/v1/products").then().statusCode(200);
            with(read).body("{}").post("/v1/orders").then().statusCode(403).contentType("application/problem+json");
            with(read).delete("/v1/keys/" + idOfAdmin()).then().statusCode(403);
            String channel = made("{\"role\": \"channel\", \"channel\": \"web\", \"name\": \"c\"}").getString("key");
            with(channel).body("{}").post("/v1/orders").then().statusCode(200);
            with(channel).get("/v1/channels/web/availability").then().statusCode(200);
            with(channel).get("/v1/merchant").then().statusCode(403).contentType("application/problem+json");
            with(channel).get("/v1/products").then().statusCode(403);
            with(channel).body("{}").post("/v1/keys").then().statusCode(403);
        });
    }

    @Test
    @DisplayName("a revoked key is dead at once here, and within a second on any other replica")
    void revoking() {
        JsonPath key = made("{\"role\": \"read\", \"name\": \"r\"}");
        with(key.getString("key")).get("/v1/merchant").then().statusCode(200);
        with(admin).delete("/v1/keys/" + key.getString("id")).then().statusCode(204);
        with(key.getString("key")).get("/v1/merchant").then().statusCode(401);
        with(admin).delete("/v1/keys/" + key.getString("id")).then().statusCode(204);
        list().body("items.size()", equalTo(1));
        with(admin).get("/v1/keys?revoked=true").then().body("items.id", equalTo(List.of(key.getString("id"))))
                .body("items[0].revokedAt", notNullValue());

        String other = made("{\"role\": \"read\", \"name\": \"r\"}").getString("key");
        with(other).get("/v1/orders").then().statusCode(200);
        run("update api_key set revoked_at = holdfast_now() where name = 'r'");
        await().pollInterval(Duration.ofMillis(20)).atMost(A_SECOND).until(() -> with(other).get("/v1/orders").statusCode() == 401);
    }

    @Test
    void theLastAdminKeyStays() {
        String id = idOfAdmin();
        with(admin).delete("/v1/keys/" + id).then().statusCode(409).contentType("application/problem+json")
                .body("type", equalTo("https://holdfast.dev/problems/last-admin-key"));
        made("{\"role\": \"read\", \"name\": \"no admin\"}");
        with(admin).delete("/v1/keys/" + id).then().statusCode(409);
        String second = made("{\"role\": \"admin\", \"name\": \"second\"}").getString("key");
        with(admin).delete("/v1/keys/" + id).then().statusCode(204);
        with(admin).get("/v1/merchant").then().statusCode(401);
        with(second).get("/v1/merchant").then().statusCode(200);
    }

    @Test
    void aRotatedKeyHasANewSecretAndTheSameName() {
        String id = idOfAdmin();
        JsonPath rotated = with(admin).post("/v1/keys/" + id + "/rotation").then().statusCode(200).body("id", equalTo(id))
                .body("$", not(hasKey("formerEndsAt"))).extract().jsonPath();
        with(admin).get("/v1/merchant").then().statusCode(401);
        admin = rotated.getString("key");
        list().body("items.size()", equalTo(1)).body("items[0].beginning", equalTo(admin.substring(0, 12)));
    }

    @Test
    void theFormerSecretMayGoOnForAWhile() {
        String id = idOfAdmin();
        String second = with(admin).body("{\"overlap\": \"PT1H\"}").post("/v1/keys/" + id + "/rotation").then().statusCode(200)
                .body("formerEndsAt", notNullValue()).extract().path("key");
        with(admin).get("/v1/merchant").then().statusCode(200);
        with(second).get("/v1/merchant").then().statusCode(200);
        run("update key_secret set ends_at = holdfast_now() where ends_at is not null");
        await().pollInterval(Duration.ofMillis(20)).atMost(A_SECOND).until(() -> with(admin).get("/v1/merchant").statusCode() == 401);
        with(second).get("/v1/keys/" + id).then().body("formerEndsAt", nullValue());
    }

    @Test
    @DisplayName("a rotation without overlap ends every former secret, those in an overlap too")
    void aLeakIsStoppedByOneRotation() {
        String id = idOfAdmin();
        String second = with(admin).body("{\"overlap\": \"PT24H\"}").post("/v1/keys/" + id + "/rotation").then().statusCode(200).extract().path("key");
        String third = with(second).body("{}").post("/v1/keys/" + id + "/rotation").then().statusCode(200).extract().path("key");
        with(admin).get("/v1/merchant").then().statusCode(401);
        with(second).get("/v1/merchant").then().statusCode(401);
        with(third).get("/v1/merchant").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"PT24H1S", "-PT1S", "P2D"})
    void anOverlapHasItsLimit(String overlap) {
        with(admin).body("{\"overlap\": \"" + overlap + "\"}").post("/v1/keys/" + idOfAdmin() + "/rotation").then().statusCode(422)
                .body("errors[0].pointer", equalTo("/overlap"));
        with(admin).get("/v1/merchant").then().statusCode(200);
    }

    @Test
    void aRevokedKeyGetsNoNewSecret() {
        String id = made("{\"role\": \"read\", \"name\": \"r\"}").getString("id");
        with(admin).delete("/v1/keys/" + id).then().statusCode(204);
        with(admin).post("/v1/keys/" + id + "/rotation").then().statusCode(409);
    }

    @Test
    @DisplayName("R80 another merchant's key does not exist")
    void isolation() {
        String demos = with("local-admin").get("/v1/keys").then().extract().path("items[0].id");
        for (String id : new String[] {demos, UUID.randomUUID().toString(), "no-uuid"}) {
            with(admin).get("/v1/keys/" + id).then().statusCode(404).contentType("application/problem+json");
            with(admin).delete("/v1/keys/" + id).then().statusCode(404);
            with(admin).post("/v1/keys/" + id + "/rotation").then().statusCode(404);
        }
        with("local-admin").get("/v1/merchant").then().statusCode(200);
    }

    @Test
    void theLastUseIsSeenSoonAndWrittenOnceAMinute() {
        JsonPath key = made("{\"role\": \"read\", \"name\": \"r\"}");
        String place = "items.find { it.id == '" + key.getString("id") + "' }.lastUsedAt";
        list().body(place, nullValue());
        with(key.getString("key")).get("/v1/merchant").then().statusCode(200);
        await().atMost(Duration.ofSeconds(5)).until(() -> list().extract().path(place) != null);
        String version = "select xmin::text::bigint from api_key where id = '" + key.getString("id") + "'";
        long written = count(version);
        with(key.getString("key")).get("/v1/merchant").then().statusCode(200);
        JsonPath another = made("{\"role\": \"read\", \"name\": \"a later one, so that a round of writing is over\"}");
        with(another.getString("key")).get("/v1/merchant").then().statusCode(200);
        await().atMost(Duration.ofSeconds(5)).until(() -> count(
                "select count(*) from api_key where last_used_at is not null and id = '" + another.getString("id") + "'") == 1);
        assertEquals(written, count(version));
    }

    @Test
    @DisplayName("R50 the use of a channel's key is told, once a minute; of other keys nobody is told")
    void theUseOfAChannelsKeyIsTold() {
        EchoServices.withAllocation(() -> {
            JsonPath channel = made("{\"role\": \"channel\", \"channel\": \"web\", \"name\": \"c\"}");
            with(channel.getString("key")).get("/v1/orders").then().statusCode(200);
            await().atMost(Duration.ofSeconds(5)).until(() -> told(channel) == 1);
            assertEquals(1, count("select count(*) from outbox where envelope::json->'data'->>'id' = '" + channel.getString("id")
                    + "' and envelope::json->'data'->>'channel' = 'web' and type = 'gateway.key-changed.v1'"));
            with(channel.getString("key")).get("/v1/orders").then().statusCode(200);
            JsonPath read = made("{\"role\": \"read\", \"name\": \"r\"}");
            with(read.getString("key")).get("/v1/merchant").then().statusCode(200);
            await().atMost(Duration.ofSeconds(5)).until(() -> count(
                    "select count(*) from api_key where last_used_at is not null and id = '" + read.getString("id") + "'") == 1);
            assertEquals(List.of(1L, 0L), List.of(told(channel), told(read)));
        });
    }

    @Test
    @DisplayName("R50 two replicas that note the use of a key within a minute note it once, and one of them tells")
    void twoReplicasNoteAUse() {
        List<UUID> used = List.of(UUID.fromString(made("{\"role\": \"read\", \"name\": \"r\"}").getString("id")));
        Duration patience = Duration.ofSeconds(5);
        assertEquals(1, pool.withTransaction(transaction -> store.touch(transaction, used)).await().atMost(patience).size());
        assertEquals(List.of(), pool.withTransaction(transaction -> store.touch(transaction, used)).await().atMost(patience));
    }

    private long told(JsonPath key) {
        return count("select count(*) from outbox where envelope like '%" + key.getString("id") + "%'");
    }

    private long count(String sql) {
        return pool.query(sql).execute().await().atMost(Duration.ofSeconds(10)).iterator().next().getLong(0);
    }

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(Duration.ofSeconds(10));
    }
}
