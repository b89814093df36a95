package io.holdfast.stock.telling;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.contracts.AllocationChanged;
import io.holdfast.contracts.EventTypes;
import io.holdfast.stock.StockTest;
import io.holdfast.testkit.clock.TestClock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

    @Inject
    Pool pool;
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

    private void awaitTold(String channel, long sellable) {
        Awaitility.await().untilAsserted(() -> assertEquals(sellable, told("TEA", channel)));
    }

    private long told(String sku, String channel) {
        var rows = pool.preparedQuery(LAST_TOLD).execute(Tuple.of(merchant, sku, channel)).await().atMost(Duration.ofSeconds(10)).iterator();
        return rows.hasNext() ? rows.next().getLong("sellable") : -1;
    }
}
