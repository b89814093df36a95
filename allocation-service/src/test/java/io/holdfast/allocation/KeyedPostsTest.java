package io.holdfast.allocation;

import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.service.database.Transactions;
import io.holdfast.testkit.idempotency.KeyedPost.Call;
import io.holdfast.testkit.idempotency.KeyedPost;
import io.holdfast.testkit.idempotency.KeyedPostsContract;
import io.holdfast.testkit.service.ServiceTestResource;
import io.holdfast.testkit.stock.StubStock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "allocation"))
@QuarkusTestResource(StubStock.class)
@QuarkusTestResource(LoopbackWebhooks.class)
class KeyedPostsTest extends KeyedPostsContract {

    private static final String HOOK = "{\"url\": \"http://127.0.0.1:1/hooks\", \"events\": [\"availability.changed\"], \"enabled\": false}";
    private static final String CHANNEL = "{\"code\": \"b2b\", \"name\": \"B2B\", \"kind\": \"B2B\"}";

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;
    @Inject
    Transactions transactions;

    @AfterEach
    void stockIsBack() {
        StubStock.up();
    }

    static Stream<KeyedPost> posts() {
        return Stream.of(
                KeyedPost.decided("channels", () -> call(Allocating.ofNewMerchant(), "/v1/channels", CHANNEL), call -> count(call, "/v1/channels")),
                KeyedPost.decided("allocations", () -> call(Allocating.ofMerchantWithTea(), "/v1/allocations",
                        "{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"channels\": [\"web\"], \"quantity\": 130}"), call -> count(call, "/v1/allocations")),
                KeyedPost.answered("heartbeat", () -> call(Allocating.ofMerchantWithTea(), "/v1/channels/web/heartbeat", ""), call -> 0),
                KeyedPost.answered("drift", () -> call(Allocating.ofMerchantWithTea(), "/v1/channels/web/drift", ""),
                        call -> count(call, "/v1/channels/web/drift")),
                KeyedPost.showingSecret("webhooks", () -> call(Allocating.ofNewMerchant(), "/v1/webhooks", HOOK), call -> count(call, "/v1/webhooks")),
                KeyedPost.showingSecret("rotate", KeyedPostsTest::rotation, call -> 0));
    }

    private static Call call(Allocating shop, String path, String body) {
        return Call.of(shop.merchant(), path, body);
    }

    private static Call rotation() {
        Allocating shop = Allocating.ofNewMerchant();
        String id = shop.call().body(HOOK).post("/v1/webhooks").then().statusCode(201).extract().path("id");
        return call(shop, "/v1/webhooks/" + id + "/rotate", "");
    }

    private static long count(Call call, String path) {
        return call.read(path).then().statusCode(200).extract().jsonPath().getList("items").size();
    }

    @Test
    @DisplayName("R82 that a secret was shown is kept in the transaction that made it, and the secret is not kept")
    void a_secret() {
        Call call = call(Allocating.ofNewMerchant(), "/v1/webhooks", HOOK);
        String secret = call.send("k").then().statusCode(201).extract().path("secret");
        assertEquals(1, rows("select count(*) from answer_to_key a join webhook w on w.xmin = a.xmin and w.merchant = a.merchant where a.merchant = $1", call.owner()));
        assertEquals(1, rows("select count(*) from answer_to_key a where a.merchant = $1 and strpos(a::text, '" + secret + "') = 0", call.owner()));
    }

    @Test
    @DisplayName("R82 where another replica was first with the answer, that is the answer; where it has none yet, it is still running")
    void another_replica_was_first() {
        Allocating shop = Allocating.ofMerchantWithTea();
        otherReplicaAnswers(shop, "200, 'application/json', '{\"of\": \"the other\"}'");
        send(shop, "k", "/v1/channels/web/drift", "").then().statusCode(200).header("Idempotency-Replayed", "true").body("of", equalTo("the other"));
        otherReplicaAnswers(shop, "204, null, null");
        send(shop, "k2", "/v1/channels/web/drift", "").then().statusCode(204).header("Idempotency-Replayed", "true");
        otherReplicaAnswers(shop, "null, null, null");
        send(shop, "k3", "/v1/channels/web/drift", "").then().statusCode(409).body("type", endsWith("/idempotency-key-in-use"));
    }

    /** Just before this one does. */
    private void otherReplicaAnswers(Allocating shop, String answer) {
        run("""
                create or replace function other_replica() returns trigger language plpgsql as $f$ begin
                    insert into answer_to_key (merchant, key, part, request, at, status, content_type, body)
                    values (new.merchant, new.key, new.part, new.request, new.at, %s);
                    return new;
                end $f$""".formatted(answer));
        run("create or replace trigger other_replica before insert on answer_to_key for each row "
                + "when (pg_trigger_depth() = 0 and new.merchant = '" + shop.merchant() + "') execute function other_replica()");
    }

    /** As the owner of the tables: the service itself may not change them. */
    private void run(String sql) {
        try (Connection owner = DriverManager.getConnection(database, "postgres", ""); Statement statement = owner.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long rows(String query, String merchant) {
        return transactions.ofAllMerchants(all -> all.preparedQuery(query).execute(Tuple.of(merchant)))
                .await().atMost(Duration.ofSeconds(20)).iterator().next().getLong(0);
    }

    private static Response send(Allocating shop, String key, String path, String body) {
        return call(shop, path, body).send(key);
    }

    @Test
    @DisplayName("R82 a refusal that was decided is given again, although it would be decided otherwise now")
    void a_decided_refusal() {
        Allocating shop = Allocating.ofMerchantWithTea();
        String key = UUID.randomUUID().toString();
        String body = "{\"sku\": \"TEA\", \"purpose\": \"RESERVE\", \"channels\": [\"web\"], \"quantity\": 1}";
        String other = shop.reserve("\"web\"", 10);
        send(shop, key, "/v1/allocations", body).then().statusCode(409).body("type", endsWith("/allocation-overlap"));
        shop.call().delete("/v1/allocations/" + other).then().statusCode(204);
        send(shop, key, "/v1/allocations", body).then().statusCode(409).header("Idempotency-Replayed", "true").body("type", endsWith("/allocation-overlap"));
        send(shop, "another", "/v1/allocations", body).then().statusCode(201);
    }

    @Test
    @DisplayName("R82 what is refused for its form leaves the key free")
    void a_refusal_of_the_form() {
        Allocating shop = Allocating.ofNewMerchant();
        send(shop, "k", "/v1/channels", "{\"code\": \"b2b\"}").then().statusCode(422);
        send(shop, "k", "/v1/channels", "{").then().statusCode(400);
        send(shop, "k", "/v1/channels", CHANNEL).then().statusCode(201).header("Idempotency-Replayed", nullValue());
    }

    @Test
    @DisplayName("R82 an outage is not given again")
    void an_outage() {
        Allocating shop = Allocating.ofMerchantWithTea();
        StubStock.locations(shop.merchant(), "W1");
        String body = "{\"code\": \"new\", \"name\": \"New\", \"kind\": \"ONLINE\", \"locations\": [\"W1\"]}";
        StubStock.down();
        send(shop, "k", "/v1/channels", body).then().statusCode(503);
        StubStock.up();
        send(shop, "k", "/v1/channels", body).then().statusCode(201).header("Idempotency-Replayed", nullValue());
        assertEquals(4, count(call(shop, "", ""), "/v1/channels"));
    }
}
