package io.holdfast.notification.retention;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.contracts.OrderChanged;
import io.holdfast.notification.Shop;
import io.holdfast.notification.mail.MailTestResource;
import io.holdfast.service.database.Transactions;
import io.holdfast.testkit.clock.TestClock;
import io.holdfast.testkit.service.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
@QuarkusTestResource(MailTestResource.class)
class PurgeTest {

    private static final Instant SUNDAY = Instant.parse("2024-02-04T12:00:00Z");

    @Inject
    Shop shop;
    @Inject
    Purge purge;
    @Inject
    Transactions transactions;
    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @Test
    @DisplayName("R66 an alert that is over and a digest that went make room in time; what is open stays, and what is raised again is newer")
    void whatIsOverMakesRoom() {
        TestClock clock = TestClock.install(url, "postgres");
        clock.set(SUNDAY);
        shop.opens(SUNDAY, "UTC", "en");
        shop.sells("STAYS", 4, SUNDAY);
        shop.sells("OVER", 0, SUNDAY);
        UUID order = UUID.randomUUID();
        shop.tell(shop.order(order, "SHORT", List.of(new OrderChanged.Line("OVER", 5, 0, 2, 0, 3)), 2, SUNDAY));
        long first = count("select max(version) from alert where merchant = $1 and sku = 'OVER'");
        clock.set(SUNDAY.plus(Duration.ofHours(18)));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> count("select count(*) from digest_letter where merchant = $1 and sent_at is not null") == 1);
        shop.call().body("{\"enabled\": false}").put("/v1/settings/notifications").then().statusCode(200);
        shop.sells("OVER", 9, SUNDAY.plus(Duration.ofDays(1)));
        shop.tell(shop.order(order, "CANCELLED", List.of(new OrderChanged.Line("OVER", 5, 0, 0, 0, 0)), 3, SUNDAY.plus(Duration.ofDays(1))));

        clock.set(SUNDAY.plus(Duration.ofDays(399)));
        purge.run().await().atMost(Duration.ofSeconds(20));
        shop.call().get("/v1/digests").then().body("items.date", contains("2024-02-05"));
        assertEquals(0, count("select count(*) from shortage where merchant = $1"));
        assertEquals(2, count("select count(*) from alert where merchant = $1 and sku = 'OVER'"));

        clock.set(SUNDAY.plus(Duration.ofDays(402)));
        purge.run().await().atMost(Duration.ofSeconds(20));
        shop.call().get("/v1/digests").then().body("items", empty());
        assertEquals(0, count("select count(*) from digest_letter where merchant = $1"));
        assertEquals(0, count("select count(*) from alert where merchant = $1 and sku = 'OVER'"));
        shop.call().get("/v1/alerts").then().body("items.sku", contains("STAYS"));
        shop.sells("OVER", 1, SUNDAY.plus(Duration.ofDays(403)));
        assertTrue(count("select max(version) from alert where merchant = $1 and sku = 'OVER'") > first + 2);
    }

    private long count(String query) {
        return transactions.ofAllMerchants(all -> all.preparedQuery(query).execute(Tuple.of(shop.id())))
                .await().atMost(Duration.ofSeconds(5)).iterator().next().getLong(0);
    }
}
