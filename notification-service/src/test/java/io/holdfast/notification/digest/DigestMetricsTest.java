package io.holdfast.notification.digest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.notification.Shop;
import io.holdfast.notification.mail.MailGate;
import io.holdfast.notification.mail.MailGate.Door;
import io.holdfast.notification.mail.MailTestResource;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.metrics.Sample;
import io.holdfast.service.metrics.Sampled;
import io.holdfast.testkit.clock.TestClock;
import io.holdfast.testkit.service.ServiceTestResource;
import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
@QuarkusTestResource(MailTestResource.class)
class DigestMetricsTest {

    private static final Instant SUNDAY = Instant.parse("2026-02-01T12:00:00Z");
    private static final Instant MONDAY_SIX = Instant.parse("2026-02-02T06:00:00Z");

    @Inject
    Shop shop;
    @Inject
    Mails mails;
    @Inject
    Transactions transactions;
    @Inject
    DigestMetrics metrics;
    @Inject
    @All
    List<Sampled> all;
    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @AfterEach
    void openTheDoor() {
        MailGate.gate().set(Door.OPEN);
    }

    @Test
    @DisplayName("R63 A digest that the mail server doesn't take is metered, with how long it waits, until it is taken")
    void unsent() {
        TestClock clock = TestClock.install(url, "postgres");
        clock.set(SUNDAY);
        shop.opens(SUNDAY, "UTC", "en");
        shop.sells("A", 4, SUNDAY);
        double before = value(0);
        MailGate.gate().set(Door.REFUSING);
        clock.set(MONDAY_SIX);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> value(0) == before + 1);
        clock.advance(Duration.ofMinutes(20));
        assertTrue(value(1) >= Duration.ofMinutes(20).toSeconds(), value(1) + " s");
        MailGate.gate().set(Door.OPEN);
        mails.await(shop, 1);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> value(0) == before);
    }

    @Test
    @DisplayName("What is sampled can be asked: one row with one number")
    void everySample() {
        all.stream().flatMap(sampled -> sampled.samples().stream()).forEach(sample ->
                assertEquals(1, transactions.ofAllMerchants(reading -> reading.query(sample.sql()).execute()).await().atMost(Duration.ofSeconds(10)).size(), sample.name()));
    }

    private double value(int place) {
        Sample sample = metrics.samples().get(place);
        return transactions.ofAllMerchants(all -> all.query(sample.sql()).execute()).await().atMost(Duration.ofSeconds(10)).iterator().next().getDouble(0);
    }
}
