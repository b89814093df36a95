package io.holdfast.notification.digest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.notification.Shop;
import io.holdfast.notification.digest.DigestStore.Key;
import io.holdfast.notification.mail.MailGate;
import io.holdfast.notification.mail.MailGate.Door;
import io.holdfast.notification.mail.MailTestResource;
import io.holdfast.testkit.clock.TestClock;
import io.holdfast.testkit.service.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
@QuarkusTestResource(MailTestResource.class)
class DeliveryTest {

    private static final Instant SUNDAY = Instant.parse("2026-02-01T12:00:00Z");
    private static final Instant MONDAY_SIX = Instant.parse("2026-02-02T06:00:00Z");
    private static final LocalDate MONDAY = LocalDate.of(2026, 2, 2);

    @Inject
    Shop shop;
    @Inject
    Mails mails;
    @Inject
    DigestDelivery delivery;
    @Inject
    Pool pool;
    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    TestClock clock;

    @BeforeEach
    void somethingIsBelow() {
        clock = TestClock.install(url, "postgres");
        clock.set(SUNDAY);
        shop.opens(SUNDAY, "UTC", "en");
        shop.sells("A", 4, SUNDAY);
    }

    @AfterEach
    void openTheDoor() {
        MailGate.gate().set(Door.OPEN);
    }

    @ParameterizedTest
    @EnumSource(value = Door.class, names = {"REFUSING", "SILENT"})
    @DisplayName("R63 while the mail server does not say yes, the same letter goes again; then it is sent once, and only then marked")
    void untilYes(Door door) throws MessagingException {
        MailGate.gate().set(door);
        clock.set(MONDAY_SIX);
        awaitAttempts(1);
        shop.sells("A", 1, MONDAY_SIX.plusSeconds(1));
        shop.sells("B", 1, MONDAY_SIX.plusSeconds(1));
        clock.advance(Duration.ofMinutes(1));
        awaitAttempts(2);
        assertEquals(0, mails.of(shop).size());
        shop.call().get("/v1/digests").then().body("items", empty());

        MailGate.gate().set(Door.OPEN);
        clock.advance(Duration.ofMinutes(1));
        MimeMessage sent = mails.await(shop, 1).get(0);
        clock.advance(Duration.ofMinutes(30));
        mails.rounds(3);
        assertEquals(1, mails.of(shop).size());
        List<MimeMessage> refused = refused();
        assertTrue(refused.size() >= 2, refused.size() + " attempts");
        for (MimeMessage attempt : refused) {
            assertEquals(sent.getMessageID(), attempt.getMessageID());
            assertEquals(sent.getSubject(), attempt.getSubject());
            assertEquals(sent.getHeader("Date")[0], attempt.getHeader("Date")[0]);
            assertEquals(Mails.text(sent), Mails.text(attempt).replace("\n", "\r\n").replace("\r\r", "\r"));
        }
        shop.call().get("/v1/digests").then().body("items.date", contains("2026-02-02"));
    }

    @Test
    @DisplayName("R63 many replicas that send at once send one letter")
    void sendersTogether() {
        MailGate.gate().set(Door.SILENT);
        clock.set(MONDAY_SIX);
        awaitAttempts(1);
        MailGate.gate().set(Door.OPEN);
        clock.advance(Duration.ofMinutes(10));
        List<Uni<Void>> senders = Stream.generate(() -> delivery.deliver(new Key(shop.id(), MONDAY))).limit(8).toList();
        Uni.join().all(senders).andCollectFailures().await().atMost(Duration.ofSeconds(20));
        mails.rounds(2);
        assertEquals(1, mails.of(shop).size());
    }

    @Test
    @DisplayName("R63 a sender that dies before the answer gives the letter back unmarked")
    void aSenderDies() {
        MailGate.gate().set(Door.SILENT);
        clock.set(MONDAY_SIX);
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !refused().isEmpty());
        // What a killed process leaves behind: a connection that is gone in the middle of the transaction.
        pool.query("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and state = 'idle in transaction'""")
                .execute().await().atMost(Duration.ofSeconds(5));
        MailGate.gate().set(Door.OPEN);
        clock.advance(Duration.ofMinutes(1));
        assertEquals(1, mails.await(shop, 1).size());
        mails.rounds(3);
        assertEquals(1, mails.of(shop).size());
    }

    @Test
    @DisplayName("R63 a letter that mail was turned off for is not sent when it is turned on again")
    void turnedOff() {
        MailGate.gate().set(Door.REFUSING);
        clock.set(MONDAY_SIX);
        awaitAttempts(1);
        shop.call().body("{\"enabled\": false}").put("/v1/settings/notifications").then().statusCode(200);
        MailGate.gate().set(Door.OPEN);
        clock.advance(Duration.ofHours(1));
        mails.rounds(2);
        shop.call().body("{\"enabled\": true}").put("/v1/settings/notifications").then().statusCode(200);
        mails.rounds(2);
        assertEquals(0, mails.of(shop).size());
    }

    private void awaitAttempts(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> attempts() >= count);
    }

    private int attempts() {
        for (Row row : pool.preparedQuery("select attempts from digest where merchant = $1 and date = $2")
                .execute(Tuple.of(shop.id(), MONDAY)).await().atMost(Duration.ofSeconds(5))) {
            return row.getInteger(0);
        }
        return 0;
    }

    private List<MimeMessage> refused() {
        return MailGate.gate().unanswered().stream().filter(raw -> raw.contains(shop.email())).map(DeliveryTest::parsed).toList();
    }

    private static MimeMessage parsed(String raw) {
        try {
            return new MimeMessage((Session) null, new ByteArrayInputStream(raw.getBytes(StandardCharsets.UTF_8)));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
