package io.holdfast.stock.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.VariantChanged;
import io.holdfast.stock.StockTest;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RepeatedFactsTest extends StockTest {

    @Inject
    Pool pool;

    @Test
    @DisplayName("R82 a variant's event that comes again, or late, changes and locks nothing; by its version, not because it is remembered")
    void againAndLate() {
        Envelope late = variantArchived(true);
        Envelope event = variantArchived(false);
        hears(event);
        Awaitility.await().untilAsserted(() -> assertEquals("0", text("select count(*)::text from retelling where merchant = '" + merchant + "'")));
        String row = row();
        hears(event);
        hears(late);
        assertEquals(row, row());
        assertEquals("0", text("select count(*)::text from retelling where merchant = '" + merchant + "'"));
        hears(variantArchived(true));
        assertNotEquals(row, row());
        assertEquals("0", text("select count(*)::text from inbox where event_id = '" + event.id() + "'"));
    }

    /** Each of a later version than the one before. */
    private Envelope variantArchived(boolean archived) {
        return event(EventTypes.VARIANT_CHANGED, "TEA",
                new VariantChanged("TEA", "p", "Tea", "QUANTITY", null, null, Map.of(), Map.of(), true, Map.of(), archived, List.of(), Instant.EPOCH));
    }

    /** With who wrote it and who locked it last. */
    private String row() {
        return text("select format('%s %s %s %s', version, archived, xmin, xmax) from item where merchant = '" + merchant + "'");
    }

    private String text(String sql) {
        return pool.query(sql).execute().await().atMost(Duration.ofSeconds(10)).iterator().next().getString(0);
    }
}
