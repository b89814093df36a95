package io.holdfast.notification.digest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.notification.Shop;
import io.holdfast.notification.StockStub;
import io.holdfast.notification.digest.LetterStore.Key;
import io.holdfast.notification.mail.MailGate.Door;
import io.holdfast.notification.mail.MailGate;
import io.holdfast.notification.mail.MailTestResource;
import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
import io.holdfast.testkit.clock.TestClock;
import io.holdfast.testkit.service.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
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
    Transactions transactions;
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
        MailGate.gate().beforeTheAnswer(() -> {});
    }

    @ParameterizedTest
    @EnumSource(value = Door.class, names = {"REFUSING", "SILENT", "DROPPING"})
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

    @ParameterizedTest
    @EnumSource(value = Door.class, names = {"MUTE", "STRANGER"})
    @DisplayName("R63 a mail server that never comes to the letter gets it when it does")
    void notEvenALetter(Door door) {
        MailGate.gate().set(door);
        clock.set(MONDAY_SIX);
        awaitAttempts(1);
        MailGate.gate().set(Door.OPEN);
        clock.advance(Duration.ofMinutes(1));
        assertEquals(1, mails.await(shop, 1).size());
        mails.rounds(3);
        assertEquals(1, mails.of(shop).size());
    }

    @Test
    @DisplayName("R63 where the one positive answer was lost, a second copy comes, and its Message-ID folds it into the first")
    void theAnswerIsLost() throws MessagingException {
        MailGate.gate().set(Door.LOSING_THE_ANSWER);
        clock.set(MONDAY_SIX);
        mails.await(shop, 1);
        awaitAttempts(1);
        MailGate.gate().set(Door.OPEN);
        clock.advance(Duration.ofMinutes(1));
        List<MimeMessage> copies = mails.await(shop, 2);
        clock.advance(Duration.ofHours(1));
        mails.rounds(3);
        assertEquals(2, mails.of(shop).size());
        assertEquals(copies.get(0).getMessageID(), copies.get(1).getMessageID());
        assertEquals(Mails.text(copies.get(0)), Mails.text(copies.get(1)));
    }

    @Test
    @DisplayName("R63 the connection to the database is cut between the server's yes and its note: noted on another one, not sent again")
    void theNoteIsCut() {
        MailGate.gate().beforeTheAnswer(this::cutConnections);
        clock.set(MONDAY_SIX);
        mails.await(shop, 1);
        shop.call().get("/v1/digests");
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() ->
                shop.call().get("/v1/digests").then().body("items.date", contains("2026-02-02")));
        clock.advance(Duration.ofHours(1));
        mails.rounds(3);
        assertEquals(1, mails.of(shop).size());
    }

    @Test
    @DisplayName("R63 the connection is cut while a digest is claimed: nothing is sent of it, and it is claimed again")
    void theClaimIsCut() {
        // Holds the judging up between its look and its claim.
        StockStub.beforeTheAnswer(this::cutConnections);
        clock.set(MONDAY_SIX);
        assertEquals(1, mails.await(shop, 1).size());
        StockStub.beforeTheAnswer(() -> {});
        mails.rounds(3);
        assertEquals(1, mails.of(shop).size());
    }

    @Test
    @DisplayName("R64 each recipient gets a letter; one that the server never takes does not keep it from the others, and is given up after days")
    void severalRecipients() {
        shop.call().body("{\"recipients\": [\"first-%1$s\", \"%1$s\"]}".formatted(shop.email())).put("/v1/settings/notifications")
                .then().statusCode(200);
        MailGate.gate().refuse("first-" + shop.email());
        clock.set(MONDAY_SIX);
        mails.await(shop, 1);
        clock.advance(Limits.LETTER_TRIED_FOR.minusHours(1));
        awaitAttempts(2);
        shop.call().get("/v1/digests").then().body("items.find { it.date == '2026-02-02' }.recipients", contains(shop.email()));
        clock.advance(Duration.ofHours(2));
        int attempts = attempts();
        mails.rounds(3);
        assertEquals(attempts, attempts());
    }

    @Test
    @DisplayName("R63 many replicas that send at once send one letter")
    void sendersTogether() {
        MailGate.gate().set(Door.SILENT);
        clock.set(MONDAY_SIX);
        awaitAttempts(1);
        MailGate.gate().set(Door.OPEN);
        clock.advance(Duration.ofMinutes(10));
        List<Uni<Void>> senders = Stream.generate(() -> delivery.deliver(new Key(shop.id(), MONDAY, shop.email()))).limit(8).toList();
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
        cutConnections();
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

    /** What a killed process leaves behind: connections that are gone in the middle of their transaction. */
    private void cutConnections() {
        transactions.ofAllMerchants(all -> all.query("""
                select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and state = 'idle in transaction'""")
                .execute()).await().atMost(Duration.ofSeconds(5));
    }

    private void awaitAttempts(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> attempts() >= count);
    }

    private int attempts() {
        for (Row row : transactions.ofAllMerchants(all -> all.preparedQuery("select max(attempts) from digest_letter where merchant = $1 and date = $2 having count(*) > 0")
                .execute(Tuple.of(shop.id(), MONDAY))).await().atMost(Duration.ofSeconds(5))) {
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
