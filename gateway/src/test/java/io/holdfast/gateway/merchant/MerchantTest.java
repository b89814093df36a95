package io.holdfast.gateway.merchant;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.gateway.EchoServices;
import io.holdfast.gateway.GatewayTest;
import io.holdfast.gateway.Raw;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@GatewayTest
class MerchantTest {

    private static final String VALID = """
            {"name": "Thé & Café", "email": "stock@the.example", "timeZone": "Europe/Paris", "locale": "fr", "currency": "EUR"}""";

    @Inject
    Pool pool;

    @AfterEach
    void notificationIsBack() {
        EchoServices.notificationUp = true;
    }

    private static ValidatableResponse create(String body) {
        return given().header("Authorization", "Bearer test-operator").contentType("application/json").body(body)
                .post("/v1/merchants").then();
    }

    private static ValidatableResponse patch(String key, String body) {
        return given().header("Authorization", "Bearer " + key).contentType("application/json").body(body).patch("/v1/merchant").then();
    }

    private static ValidatableResponse get(String key) {
        return given().header("Authorization", "Bearer " + key).get("/v1/merchant").then();
    }

    @Test
    void anOperatorCreatesAMerchantAndItsKeyWorksAtOnce() {
        JsonPath created = create(VALID).statusCode(201).body("name", equalTo("Thé & Café")).body("currency", equalTo("EUR"))
                .body("$", not(hasKey("applied"))).extract().jsonPath();
        String key = created.getString("adminKey");
        assertTrue(key.matches("hf_live_[A-Za-z0-9_-]{43}"), key);
        get(key).statusCode(200).body("id", equalTo(created.getString("id"))).body("email", equalTo("stock@the.example"))
                .body("timeZone", equalTo("Europe/Paris")).body("locale", equalTo("fr")).body("$", not(hasKey("adminKey")));
        given().header("Authorization", "Bearer " + key).get("/v1/orders").then().statusCode(200);
    }

    @Test
    void aKeyIsStoredOnlyAsItsHash() {
        String key = create(VALID).statusCode(201).extract().path("adminKey");
        assertEquals(0, count("select count(*) from key_secret k where k::text like '%" + key.substring(8) + "%'"));
    }

    @Test
    @DisplayName("R81 notification knows a new merchant before the answer, by the same event that waits in the outbox")
    void theEventIsHandedOver() {
        String id = create(VALID).statusCode(201).extract().path("id");
        JsonObject event = EchoServices.EVENTS.stream().filter(e -> id.equals(e.getString("subject"))).findFirst().orElseThrow();
        assertEquals("gateway.merchant-changed.v1", event.getString("type"));
        assertEquals("fr", event.getJsonObject("data").getString("locale"));
        assertEquals(1, count("select count(*) from outbox where event_id = '" + event.getString("id") + "'"));
    }

    @Test
    @DisplayName("R81 with notification down the call succeeds, and says that it is pending")
    void pendingWhileNotificationIsDown() {
        EchoServices.notificationUp = false;
        JsonPath created = create(VALID).statusCode(201).body("applied", equalTo("pending")).extract().jsonPath();
        patch(created.getString("adminKey"), "{\"locale\": \"en\"}").statusCode(200).body("applied", equalTo("pending"));
        assertEquals(2, count("select count(*) from outbox where envelope::json->>'subject' = '" + created.getString("id") + "'"));
    }

    @Test
    void currencyMayBeLeftOut() {
        create("{\"name\": \"A\", \"email\": \"a@b.example\", \"timeZone\": \"UTC\", \"locale\": \"en\"}")
                .statusCode(201).body("currency", nullValue());
    }

    @ParameterizedTest
    @DisplayName("R83 what is wrong is named by its place, and nothing is stored")
    @CsvSource(textBlock = """
            /name     | {"name": "", "email": "a@b.example", "timeZone": "UTC", "locale": "en"}
            /name     | {"name": "a\\u0000b", "email": "a@b.example", "timeZone": "UTC", "locale": "en"}
            /name     | {"name": "\\ud800", "email": "a@b.example", "timeZone": "UTC", "locale": "en"}
            /name     | {"email": "a@b.example", "timeZone": "UTC", "locale": "en"}
            /name     | {"name": 5, "email": "a@b.example", "timeZone": "UTC", "locale": "en"}
            /name     | {"name": ["A"], "email": "a@b.example", "timeZone": "UTC", "locale": "en"}
            /email    | {"name": "A", "email": "nobody", "timeZone": "UTC", "locale": "en"}
            /email    | {"name": "A", "email": "a@b.example\\r\\nBcc: x@y.example", "timeZone": "UTC", "locale": "en"}
            /timeZone | {"name": "A", "email": "a@b.example", "timeZone": "Europe/Paname", "locale": "en"}
            /timeZone | {"name": "A", "email": "a@b.example", "timeZone": "+02:00", "locale": "en"}
            /locale   | {"name": "A", "email": "a@b.example", "timeZone": "UTC", "locale": "de"}
            /locale   | {"name": "A", "email": "a@b.example", "timeZone": "UTC", "locale": null}
            /currency | {"name": "A", "email": "a@b.example", "timeZone": "UTC", "locale": "en", "currency": "EURO"}
            /adminKey | {"name": "A", "email": "a@b.example", "timeZone": "UTC", "locale": "en", "adminKey": "mine"}
            """, delimiter = '|', quoteCharacter = '`')
    void wrongMembers(String pointer, String body) {
        long before = count("select count(*) from merchant") + count("select count(*) from outbox");
        create(body).statusCode(422).contentType("application/problem+json").body("errors.pointer", hasItems(pointer));
        assertEquals(before, count("select count(*) from merchant") + count("select count(*) from outbox"));
    }

    @Test
    void everythingWrongIsToldAtOnce() {
        create("{}").statusCode(422).body("errors.pointer", equalTo(List.of("/name", "/email", "/timeZone", "/locale")));
    }

    @Test
    void aPatchChangesWhatItMentions() {
        String key = create(VALID).statusCode(201).extract().path("adminKey");
        patch(key, "{\"email\": \"new@the.example\"}").statusCode(200).body("email", equalTo("new@the.example"))
                .body("name", equalTo("Thé & Café")).body("currency", equalTo("EUR")).body("$", not(hasKey("adminKey")));
        patch(key, "{\"currency\": null}").statusCode(200).body("currency", nullValue());
        patch(key, "{}").statusCode(200).body("email", equalTo("new@the.example"));
        get(key).statusCode(200).body("email", equalTo("new@the.example")).body("currency", nullValue());
    }

    @Test
    void whatGetGivesPatchTakesBackAndTheIdStays() {
        JsonPath created = create(VALID).statusCode(201).extract().jsonPath();
        String key = created.getString("adminKey");
        patch(key, get(key).extract().asString()).statusCode(200);
        patch(key, "{\"id\": \"demo\", \"name\": \"Other\"}").statusCode(200).body("id", equalTo(created.getString("id")));
        get("local-admin").body("name", equalTo("Demo"));
    }

    @Test
    void aChangeMayNameTheVersionThatItChanges() {
        String key = create(VALID).statusCode(201).header("ETag", "\"1\"").extract().path("adminKey");
        patch(key, "{\"name\": \"B\"}").header("ETag", "\"2\"");
        given().header("Authorization", "Bearer " + key).header("If-Match", "\"1\"").contentType("application/json")
                .body("{\"name\": \"C\"}").patch("/v1/merchant").then().statusCode(412).contentType("application/problem+json");
        get(key).header("ETag", "\"2\"").body("name", equalTo("B"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\": null}", "{\"name\": 7}", "{\"email\": \"x\"}", "{\"timeZone\": \"Mars\"}", "{\"nickname\": \"x\"}", "[]", "7", "", "null",
        "{\"email\": {\"a\": 1}}"})
    void aWrongPatchChangesNothing(String body) {
        patch("local-admin", body).statusCode(422).contentType("application/problem+json").body("errors.size()", equalTo(1));
        get("local-admin").body("name", equalTo("Demo")).body("email", equalTo("merchant@demo.example"));
    }

    @Test
    @DisplayName("R80 a key reaches only its own merchant")
    void isolation() {
        String first = create(VALID).extract().path("adminKey");
        String second = create(VALID).extract().path("adminKey");
        patch(first, "{\"name\": \"First\"}").statusCode(200);
        get(second).body("name", equalTo("Thé & Café"));
    }

    @Test
    void theLocalMerchantExistsFromTheStartWithItsEvent() {
        get("local-admin").statusCode(200).body("id", equalTo("demo"));
        assertTrue(EchoServices.EVENTS.stream().anyMatch(e -> "demo".equals(e.getString("subject"))));
        assertEquals(1, count("select count(*) from outbox where envelope::json->>'subject' = 'demo'"));
    }

    @Test
    @DisplayName("R82 a caller who hangs up leaves whole merchants, each with its key and its event, and no open transaction")
    void hangingUp() throws Exception {
        for (int i = 0; i < 60; i++) {
            try (Socket socket = Raw.open()) {
                socket.getOutputStream().write(("POST /v1/merchants HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer test-operator\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + VALID.getBytes(UTF_8).length + "\r\n\r\n" + VALID).getBytes(UTF_8));
                socket.getOutputStream().flush();
                LockSupport.parkNanos(i * 200_000L);
            }
        }
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertEquals(0,
                count("select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'")));
        create(VALID).statusCode(201);
        assertEquals(0, count("""
                select count(*) from merchant m
                 where not exists (select 1 from api_key k where k.merchant = m.id)
                    or not exists (select 1 from outbox o where o.envelope::json->>'subject' = m.id)"""));
    }

    private long count(String sql) {
        return pool.query(sql).execute().await().atMost(Duration.ofSeconds(10)).iterator().next().getLong(0);
    }
}
