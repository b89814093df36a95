package io.holdfast.stock.telling;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.contracts.AllocationChanged;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.VariantChanged;
import io.holdfast.stock.StockTest;
import io.holdfast.testkit.clock.TestClock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RetellingTest extends StockTest {

    /** What the last event of the SKU told the channel. */
    private static final String LAST_TOLD = """
            with events as (
                select jsonb_array_elements(case when jsonb_typeof(o.envelope::jsonb) = 'array' then o.envelope::jsonb
                    else jsonb_build_array(o.envelope::jsonb) end) as e
                from outbox o where o.type = 'stock.sellable-changed.v1'
            )
            select (c ->> 'sellable')::bigint as sellable
            from events cross join lateral jsonb_array_elements(e -> 'data' -> 'channels') as c
            where e ->> 'merchant' = $1 and e ->> 'subject' = $2 and c ->> 'code' = $3
            order by (e ->> 'version')::bigint desc limit 1""";

    private static final String TOLD_TWICE = """
            select e ->> 'subject' from (select jsonb_array_elements(case when jsonb_typeof(o.envelope::jsonb) = 'array' then o.envelope::jsonb
                else jsonb_build_array(o.envelope::jsonb) end) as e from outbox o where o.type = 'stock.sellable-changed.v1') as events
            where e ->> 'merchant' = $1 group by e ->> 'subject', e ->> 'version' having count(*) > 1""";

    @Inject
    Pool pool;
    @Inject
    MeterRegistry registry;
    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String database;

    private TestClock clock;

    @BeforeEach
    void a_clock() {
        clock = TestClock.install(database, "postgres");
    }

    @Test
    @DisplayName("R49 R40 channels are told when a window begins and when it ends, also when nobody asks")
    void windows() {
        stocked("TEA", 10);
        channel("web", "ONLINE", null);
        channel("b2b", "B2B", null);
        Instant start = clock.now().plus(Duration.ofHours(1));
        UUID id = UUID.randomUUID();
        fact(EventTypes.ALLOCATION_CHANGED, id.toString(), new AllocationChanged(id, "TEA", "RESERVE", List.of("b2b"), 4, "FOLLOW",
                start, start.plus(Duration.ofHours(1)), false, Instant.EPOCH));
        awaitTold("web", 10);
        clock.set(start);
        awaitTold("web", 6);
        awaitTold("b2b", 4);
        get("/v1/channels/web/availability?sku=TEA").body("items[0].sellable", equalTo(6));
        clock.set(start.plus(Duration.ofHours(1)));
        awaitTold("web", 10);
        awaitTold("b2b", 10);
    }

    @Test
    @DisplayName("R49 channels are told what an edit of a channel or an allocation changes, of every SKU")
    void edits() {
        stocked("TEA", 10);
        stocked("JAM", 3);
        channel("web", "ONLINE", null);
        awaitTold("web", 10);
        reserve("JAM", 2, "FOLLOW", "b2b");
        channel("b2b", "B2B", null);
        Awaitility.await().untilAsserted(() -> assertEquals(1, told("JAM", "web")));
        assertEquals(2, told("JAM", "b2b"));
        get("/v1/channels/web/availability/JAM/explanation").statusCode(200).body("sellable", equalTo(1))
                .body("terms.quantity.sum()", equalTo(1)).body("terms.term", equalTo(List.of("onHand", "setAside")));
        get("/v1/channels/nobody/availability/JAM/explanation").statusCode(404);
        get("/v1/channels/web/availability/NOTHING/explanation").statusCode(404);
    }

    @Test
    @DisplayName("R49 a value that comes back is told again, and each telling of a bundle has a version of its own")
    void there_and_back() {
        stocked("TEA", 5);
        channel("web", "ONLINE", null);
        bundle("SET", "TEA");
        awaitTold("web", 5);
        Awaitility.await().untilAsserted(() -> assertEquals(5, told("SET", "web")));
        String order = place("web", "A-1", "TEA", 1);
        assertEquals(List.of(4L, 4L), List.of(told("TEA", "web"), told("SET", "web")));
        post("/v1/orders/" + order + "/cancellation", Map.of()).statusCode(200);
        assertEquals(List.of(5L, 5L), List.of(told("TEA", "web"), told("SET", "web")));
        place("web", "A-2", "TEA", 2);
        assertEquals(List.of(3L, 3L), List.of(told("TEA", "web"), told("SET", "web")));
        var versions = pool.preparedQuery(TOLD_TWICE).execute(Tuple.of(merchant)).await().atMost(Duration.ofSeconds(10));
        assertEquals(0, versions.rowCount(), "no version is told twice, for receivers drop the second");
    }

    @Test
    @DisplayName("R49 R44 what a bundle was made of until now is free of its reserve, and channels are told so")
    void another_recipe() {
        stocked("TEA", 10);
        stocked("JAM", 10);
        channel("web", "ONLINE", null);
        channel("b2b", "B2B", null);
        bundle("SET", "TEA");
        reserve("SET", 4, "FOLLOW", "b2b");
        awaitTold("web", 6);
        bundle("SET", "JAM");
        awaitTold("web", 10);
        Awaitility.await().untilAsserted(() -> assertEquals(6, told("JAM", "web")));
    }

    @Test
    @DisplayName("R49 many SKUs that were edited at once are told by a few commands, not by one each")
    void many_together() {
        channel("web", "ONLINE", null);
        for (int i = 0; i < 50; i++) {
            stocked("MANY-" + i, 3);
        }
        awaitNothingRemembered();
        run("update item set told = '{}' where merchant = $1");
        double before = retold();
        run("insert into retelling (merchant, sku, onwards) select merchant, sku, false from item where merchant = $1");
        Awaitility.await().untilAsserted(() -> assertEquals(3, told("MANY-49", "web")));
        awaitNothingRemembered();
        assertTrue(retold() - before <= 5, () -> retold() - before + " commands");
        var untold = pool.preparedQuery("select from item where merchant = $1 and told = '{}'").execute(Tuple.of(merchant));
        assertEquals(0, untold.await().atMost(Duration.ofSeconds(10)).rowCount());
    }

    @Test
    @DisplayName("R49 SKUs that can't be told again hold up no other")
    void what_fails_waits_alone() {
        channel("web", "ONLINE", null);
        channel("b2b", "B2B", null);
        for (int i = 0; i < 20; i++) {
            stocked("BAD-" + i, 1);
        }
        stocked("TEA", 10);
        awaitTold("web", 10);
        run("update item set tracking = 'NONE OF OURS' where merchant = $1 and sku like 'BAD-%'");
        run("insert into retelling (merchant, sku, onwards) select merchant, sku, false from item where merchant = $1 and sku like 'BAD-%' on conflict do nothing");
        reserve("TEA", 4, "FOLLOW", "b2b");
        awaitTold("web", 6);
        run("update item set tracking = 'QUANTITY' where merchant = $1");
        awaitNothingRemembered();
    }

    private void awaitNothingRemembered() {
        Awaitility.await().untilAsserted(() -> assertEquals(0, pool.preparedQuery("select from retelling where merchant = $1")
                .execute(Tuple.of(merchant)).await().atMost(Duration.ofSeconds(10)).rowCount()));
    }

    /** Commands to tell again that were decided. */
    private double retold() {
        return registry.find("holdfast.commands").tag("command", "retell").tag("outcome", "done").counters().stream().mapToDouble(Counter::count).sum();
    }

    private void run(String sql) {
        pool.preparedQuery(sql).execute(Tuple.of(merchant)).await().atMost(Duration.ofSeconds(10));
    }

    private void awaitTold(String channel, long sellable) {
        Awaitility.await().untilAsserted(() -> assertEquals(sellable, told("TEA", channel)));
    }

    private long told(String sku, String channel) {
        var rows = pool.preparedQuery(LAST_TOLD).execute(Tuple.of(merchant, sku, channel)).await().atMost(Duration.ofSeconds(10)).iterator();
        return rows.hasNext() ? rows.next().getLong("sellable") : -1;
    }
}
