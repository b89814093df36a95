package io.holdfast.notification.alert;

import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.contracts.Envelope;
import io.holdfast.messaging.Inbox;
import io.holdfast.notification.Shop;
import io.holdfast.notification.mail.MailTestResource;
import io.holdfast.service.database.Transactions;
import io.holdfast.testkit.service.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Batches as they come from the broker, from several receivers at once, on the same variants in every order. */
@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
@QuarkusTestResource(MailTestResource.class)
class LoadTest {

    private static final Logger LOG = Logger.getLogger(LoadTest.class);
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final int SKUS = 100;
    private static final int LEVELS = 100;
    private static final int BATCH = 200;
    private static final int RECEIVERS = 8;

    @Inject
    Shop shop;
    @Inject
    Inbox inbox;
    @Inject
    Transactions transactions;

    @Test
    @DisplayName("R66 receivers that share variants neither block each other for ever nor lose a level")
    void together() {
        List<Envelope> events = new ArrayList<>();
        for (int sku = 0; sku < SKUS; sku++) {
            events.add(shop.variant("S" + sku, "Tea", 5L, true, false, 1, MONDAY));
            for (int version = 1; version <= LEVELS; version++) {
                // Up and down, then enough, then low from the 96th on: 4, 3, 2, 1 and 0.
                long available = version <= 90 ? (version % 2 == 0 ? 3 : 7) : version <= 95 ? 8 : LEVELS - version;
                events.add(shop.level("S" + sku, true, available, version, MONDAY.plusSeconds(version)));
            }
        }
        nearlyInOrder(events);
        List<List<Envelope>> batches = new ArrayList<>();
        for (int from = 0; from < events.size(); from += BATCH) {
            batches.add(events.subList(from, Math.min(events.size(), from + BATCH)));
        }
        long start = System.nanoTime();
        List<Uni<Void>> received = batches.stream().map(inbox::receive).toList();
        Uni.join().all(received).usingConcurrencyOf(RECEIVERS).andFailFast().await().atMost(Duration.ofMinutes(2));
        LOG.infof("%d events in %d ms", events.size(), (System.nanoTime() - start) / 1_000_000);

        shop.call().queryParam("limit", 200).get("/v1/alerts").then().body("items", hasSize(SKUS))
                .body("items.available", everyItem(equalTo(0))).body("items.since", everyItem(equalTo("2026-03-02T08:01:36Z")));
        assertEquals(0, transactions.ofAllMerchants(all -> all.preparedQuery("""
                select count(*) from sku where merchant = $1 and levels[cardinality(levels) - 6] <> $2""")
                .execute(Tuple.of(shop.id(), (long) LEVELS))).await().atMost(Duration.ofSeconds(5)).iterator().next().getLong(0));
    }

    /** Versions of all variants side by side, each a little out of place. */
    private static void nearlyInOrder(List<Envelope> events) {
        events.sort((a, b) -> Long.compare(a.version(), b.version()));
        Random random = new Random(5);
        for (int i = 0; i + BATCH < events.size(); i += BATCH) {
            Collections.shuffle(events.subList(i, i + BATCH + BATCH / 2 < events.size() ? i + BATCH + BATCH / 2 : events.size()), random);
        }
    }
}
