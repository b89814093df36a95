package io.holdfast.notification.digest;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.contracts.OrderChanged;
import io.holdfast.notification.Shop;
import io.holdfast.notification.StockStub;
import io.holdfast.notification.mail.MailTestResource;
import io.holdfast.service.Limits;
import io.holdfast.testkit.clock.TestClock;
import io.holdfast.testkit.service.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Days in Paris, in winter: 06:00 is 05:00Z. */
@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
@QuarkusTestResource(MailTestResource.class)
class DigestTest {

    private static final Instant SUNDAY = Instant.parse("2026-02-01T12:00:00Z");
    private static final Instant MONDAY_SIX = Instant.parse("2026-02-02T05:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int GMAIL_CUTS_AT = 102 * 1024;

    @Inject
    Shop shop;
    @Inject
    Mails mails;
    @Inject
    DigestClaim claim;
    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    TestClock clock;

    @BeforeEach
    void noonOnSunday() {
        clock = TestClock.install(url, "postgres");
        clock.set(SUNDAY);
        shop.opens(SUNDAY, "Europe/Paris", "fr");
    }

    @Test
    @DisplayName("R62 at the merchant's hour, and not before, one e-mail lists what is below, in its language")
    void atItsHour() throws MessagingException {
        shop.sells("A", 4, SUNDAY);
        clock.set(MONDAY_SIX.minusSeconds(30));
        settle();
        assertEquals(0, mails.of(shop).size());
        clock.set(MONDAY_SIX);
        MimeMessage mail = mails.await(shop, 1).get(0);
        assertEquals("Stock\u00a0: 1 nouvel article bas", mail.getSubject());
        assertEquals("<digest." + shop.id() + ".2026-02-02@holdfast.local>", mail.getMessageID());
        assertEquals("auto-generated", mail.getHeader("Auto-Submitted")[0]);
        assertTrue(Mails.text(mail).contains("Tea A [A], 4 disponibles, seuil 5, depuis le 1er février"), Mails.text(mail));
        assertTrue(Mails.html(mail).contains("Tea A"));
        clock.set(MONDAY_SIX.plus(Duration.ofHours(20)));
        settle();
        assertEquals(1, mails.of(shop).size());
        shop.call().get("/v1/digests").then().statusCode(200).body("items", hasSize(1)).body("items[0].date", equalTo("2026-02-02"))
                .body("items[0].recipients", contains(shop.email())).body("items[0].newItems", equalTo(1))
                .body("items[0].continuingItems", equalTo(0));
    }

    @Test
    @DisplayName("R62 new ones first, then those still below; recovered ones are not listed; nothing below: no e-mail")
    void fromDayToDay() throws MessagingException {
        shop.sells("STAYS", 4, SUNDAY);
        shop.sells("RECOVERS", 4, SUNDAY);
        clock.set(MONDAY_SIX);
        mails.await(shop, 1);
        shop.sells("FALLS", 1, MONDAY_SIX.plusSeconds(60));
        shop.sells("RECOVERS", 5, MONDAY_SIX.plusSeconds(60));
        shop.sells("STAYS", 3, MONDAY_SIX.plusSeconds(60));
        clock.set(MONDAY_SIX.plus(DAY));
        MimeMessage second = mails.await(shop, 2).get(1);
        String text = Mails.text(second);
        assertTrue(text.indexOf("[FALLS], 1 disponible, seuil 5, depuis le 2 février") < text.indexOf("[STAYS], 3 disponibles, seuil 5, depuis le 1er février"), text);
        assertTrue(text.contains("FALLS") && !text.contains("RECOVERS"), text);
        assertEquals("Stock\u00a0: 1 nouvel article bas, 1 toujours bas", second.getSubject());
        shop.sells("FALLS", 9, MONDAY_SIX.plus(DAY).plusSeconds(60));
        shop.sells("STAYS", 9, MONDAY_SIX.plus(DAY).plusSeconds(60));
        clock.set(MONDAY_SIX.plus(DAY).plus(DAY));
        settle();
        assertEquals(2, mails.of(shop).size());
    }

    @Test
    @DisplayName("R62 one that recovered and fell again is new again")
    void newAgain() throws MessagingException {
        shop.sells("A", 4, SUNDAY);
        clock.set(MONDAY_SIX);
        mails.await(shop, 1);
        shop.sells("A", 6, MONDAY_SIX.plusSeconds(60));
        shop.sells("A", 2, MONDAY_SIX.plusSeconds(120));
        clock.set(MONDAY_SIX.plus(DAY));
        assertEquals("Stock\u00a0: 1 nouvel article bas", mails.await(shop, 2).get(1).getSubject());
    }

    @Test
    @DisplayName("R62 short orders and levels below zero head the mail; R60 muted variants are not mailed")
    void heads() {
        shop.sells("LOW", 4, SUNDAY);
        shop.tell(shop.variant("MINUS", "Minus", null, true, false, 1, SUNDAY), shop.level("MINUS", true, -2, 1, SUNDAY),
                shop.variant("MUTED", "Muted", 5L, false, false, 1, SUNDAY), shop.level("MUTED", true, -3, 1, SUNDAY),
                shop.order(UUID.randomUUID(), "SHORT", List.of(new OrderChanged.Line("LOW", 9, 0, 4, 0, 5)), 2, SUNDAY));
        clock.set(MONDAY_SIX);
        String text = Mails.text(mails.await(shop, 1).get(0));
        int order = text.indexOf("Tea LOW [LOW], 5 unités manquantes");
        int minus = text.indexOf("Minus [MINUS], -2 disponibles");
        int low = text.indexOf("Tea LOW [LOW], 4 disponibles");
        assertTrue(order > 0 && order < minus && minus < low, text);
        assertTrue(!text.contains("MUTED"), text);
    }

    @Test
    @DisplayName("R60 R64 a location's own switch decides for its alerts, the variant's for all others; what is not mailed is listed")
    void mutedAtALocation() {
        shop.tell(shop.variant("P", Set.of("PARIS", "LYON"), true, Map.of("PARIS", false), 1, SUNDAY),
                shop.levels("P", Map.of("PARIS", -1L, "LYON", 2L), Map.of(), 1, SUNDAY));
        String text = shop.call().get("/v1/digests/preview").then().body("newItems", equalTo(2)).extract().path("text");
        assertTrue(text.contains("1 disponible, seuil 5") && text.contains("2 disponibles (LYON), seuil 5") && !text.contains("PARIS"), text);
        shop.call().get("/v1/alerts").then().body("items.location", contains(null, "LYON", "PARIS"));
        shop.call().get("/v1/alerts?kind=NEGATIVE").then().body("items.location", contains("PARIS"));
        shop.tell(shop.variant("P", Set.of("PARIS", "LYON"), true, Map.of(), 2, SUNDAY));
        shop.call().get("/v1/digests/preview").then().body("newItems", equalTo(3)).body("text", containsString("-1 disponible (PARIS)"));
    }

    @Test
    @DisplayName("R60 R64 where only a muted location is below, nothing is mailed; where a variant is muted but for one, that one is")
    void mailedForOneLocationOnly() {
        shop.tell(shop.variant("P", Set.of("PARIS"), true, Map.of("PARIS", false), 1, SUNDAY),
                shop.levels("P", Map.of("PARIS", 1L, "LYON", 9L), Map.of(), 1, SUNDAY));
        clock.set(MONDAY_SIX);
        settle();
        assertEquals(0, mails.of(shop).size());
        shop.tell(shop.variant("Q", Set.of("PARIS", "LYON"), false, Map.of("LYON", true), 1, SUNDAY),
                shop.levels("Q", Map.of("PARIS", 1L, "LYON", 1L), Map.of(), 1, MONDAY_SIX.plusSeconds(60)));
        clock.set(MONDAY_SIX.plus(DAY));
        String text = Mails.text(mails.await(shop, 1).get(0));
        assertEquals(1, text.lines().filter(l -> l.startsWith("* ")).count(), text);
        assertTrue(text.contains("[Q], 1 disponible (LYON), seuil 5"), text);
    }

    @Test
    @DisplayName("R63 a day that was missed is made up once, on return, if something was below at its hour")
    void madeUp() {
        shop.sells("A", 4, SUNDAY);
        clock.set(MONDAY_SIX.plus(Duration.ofDays(3)).plus(Duration.ofHours(4)));
        mails.await(shop, 1);
        settle();
        assertEquals(1, mails.of(shop).size());
        shop.call().get("/v1/digests").then().body("items.date", contains("2026-02-05"));
    }

    @Test
    @DisplayName("R63 what went below after the hour waits for the next one")
    void afterTheHour() {
        clock.set(MONDAY_SIX.plus(Duration.ofHours(1)));
        settle();
        shop.sells("A", 4, MONDAY_SIX.plusSeconds(1));
        // The hour is judged again on any change of the settings.
        shop.call().body("{}").put("/v1/settings/notifications").then().statusCode(200);
        settle();
        clock.set(MONDAY_SIX.plus(DAY));
        mails.await(shop, 1);
        settle();
        shop.call().get("/v1/digests").then().body("items.date", contains("2026-02-03"));
    }

    @Test
    @DisplayName("R63 what was below at the hour but is learned of only later is still mailed that day")
    void learnedLate() throws MessagingException {
        clock.set(MONDAY_SIX.plusSeconds(10));
        settle();
        shop.sells("LATE", 4, MONDAY_SIX.minusMillis(100));
        assertEquals("Stock\u00a0: 1 nouvel article bas", mails.await(shop, 1).get(0).getSubject());
        shop.sells("LATER", 4, MONDAY_SIX.minusMillis(50));
        clock.set(MONDAY_SIX.plus(DAY));
        assertEquals("Stock\u00a0: 1 nouvel article bas, 1 toujours bas", mails.await(shop, 2).get(1).getSubject());
    }

    @Test
    @DisplayName("R63 no digest for an hour at which the merchant did not exist or mail was off")
    void hoursThatDoNotCount() {
        shop.sells("A", 4, SUNDAY);
        shop.call().body("{\"enabled\": false}").put("/v1/settings/notifications").then().statusCode(200);
        clock.set(MONDAY_SIX.plus(Duration.ofHours(1)));
        settle();
        shop.call().body("{\"enabled\": true}").put("/v1/settings/notifications").then().statusCode(200);
        settle();
        assertEquals(0, mails.of(shop).size());
        clock.set(MONDAY_SIX.plus(DAY));
        mails.await(shop, 1);
    }

    @Test
    @DisplayName("R63 if today's has not gone and a new hour lies ahead, it goes then; if it has, it does not go again")
    void anotherHour() {
        clock.set(MONDAY_SIX.plus(Duration.ofHours(1)));
        settle();
        shop.sells("A", 4, MONDAY_SIX.plus(Duration.ofHours(1)));
        shop.call().body("{\"sendAt\": \"06:30\"}").put("/v1/settings/notifications").then().statusCode(200);
        settle();
        assertEquals(0, mails.of(shop).size());
        shop.call().body("{\"sendAt\": \"09:41\"}").put("/v1/settings/notifications").then().statusCode(200);
        clock.set(MONDAY_SIX.plus(Duration.ofMinutes(221)));
        mails.await(shop, 1);
        shop.call().body("{\"sendAt\": \"10:00\"}").put("/v1/settings/notifications").then().statusCode(200);
        clock.set(MONDAY_SIX.plus(Duration.ofHours(5)));
        settle();
        assertEquals(1, mails.of(shop).size());
    }

    @Test
    @DisplayName("R63 many replicas judge the same hour at once: one digest")
    void judgedTogether() {
        shop.sells("A", 4, SUNDAY);
        clock.set(MONDAY_SIX);
        for (int i = 0; i < 20; i++) {
            claim.judge(shop.id()).subscribe().with(done -> {}, failure -> {});
        }
        mails.await(shop, 1);
        settle();
        assertEquals(1, mails.of(shop).size());
    }

    @Test
    void thePreviewSaysWhatWouldBeSentNow() {
        shop.call().get("/v1/digests/preview").then().statusCode(200).body("subject", nullValue()).body("newItems", equalTo(0));
        shop.sells("A", 4, SUNDAY);
        shop.call().get("/v1/digests/preview").then().statusCode(200).body("subject", equalTo("Stock\u00a0: 1 nouvel article bas"))
                .body("html", containsString("Tea A")).body("text", containsString("Tea A")).body("newItems", equalTo(1));
        shop.call().get("/v1/digests").then().body("items", empty());
    }

    @Test
    @DisplayName("R62 a digest is cut, new ones first, counts the rest and links to it; R65 at 300 items too no mail client cuts it")
    void cut() {
        for (int i = 0; i < 300; i++) {
            shop.sells("S" + i, 1, SUNDAY);
        }
        var preview = shop.call().get("/v1/digests/preview").then().body("newItems", equalTo(300)).extract();
        String text = preview.path("text");
        assertEquals(Limits.ITEMS_PER_DIGEST, text.lines().filter(l -> l.startsWith("* ")).count());
        assertTrue(text.contains("et " + (300 - Limits.ITEMS_PER_DIGEST) + " autres"), text);
        assertTrue(text.contains("/v1/mail/preview/list"), text);
        assertTrue(preview.<String>path("html").getBytes(StandardCharsets.UTF_8).length < GMAIL_CUTS_AT);
    }

    @Test
    @DisplayName("R65 R70 what is missing to a par is to be reordered, each location once; R60 a location's own crossing is an item of its own")
    void reorders() {
        shop.tell(shop.variant("P", 9L, Map.of("PARIS", 3L), Map.of("PARIS", 10L, "LYON", 20L, "NICE", 5L), 1, SUNDAY),
                shop.levels("P", Map.of("PARIS", 2L, "LYON", 1L, "NICE", 5L), Map.of("LYON", 7L), 1, SUNDAY));
        String text = shop.call().get("/v1/digests/preview").then().body("newItems", equalTo(2)).extract().path("text");
        assertTrue(text.contains("* Tea P [P], 8 disponibles, seuil 9, depuis le 1er février\n  À commander\u00a0: 12 pour LYON\n"), text);
        assertTrue(text.contains("* Tea P [P], 2 disponibles (PARIS), seuil 3, depuis le 1er février\n  À commander\u00a0: 8 pour PARIS\n"), text);
    }

    @Test
    @DisplayName("R62 a location that goes below is new, though the variant is in the list already, and though it is learned of only later")
    void newAtALocation() throws MessagingException {
        shop.tell(shop.variant("P", 9L, Map.of("PARIS", 3L), Map.of(), 1, SUNDAY),
                shop.levels("P", Map.of("PARIS", 3L, "LYON", 1L), Map.of(), 1, SUNDAY));
        clock.set(MONDAY_SIX);
        mails.await(shop, 1);
        shop.tell(shop.levels("P", Map.of("PARIS", 2L, "LYON", 1L), Map.of(), 2, MONDAY_SIX.minusMillis(50)));
        clock.set(MONDAY_SIX.plus(DAY));
        assertEquals("Stock\u00a0: 1 nouvel article bas, 1 toujours bas", mails.await(shop, 2).get(1).getSubject());
    }

    @Test
    @DisplayName("R67 the mail says which orders hold the stock, and goes without that when the stock service does not answer")
    void heldBy() {
        String sku = "held/" + shop.id();
        shop.sells("unknown-" + shop.id(), 1, SUNDAY);
        shop.tell(shop.variant(sku, 9L, Map.of(), Map.of(), 1, SUNDAY), shop.levels(sku, Map.of("PARIS", 0L), Map.of(), 1, SUNDAY));
        StockStub.holders(sku, IntStream.range(1, 8).mapToObj(i -> """
                {"order": "01934f6e-3333-7000-8000-00000000000%d", "reference": "R-%d", "channel": "web", "state": "UNPAID",
                 "location": "%s", "quantity": %d, "since": "2026-01-31T08:00:00Z"}""".formatted(i / 2, i / 2, i % 2 == 0 ? "PARIS" : "LYON", i))
                .collect(Collectors.joining(",")), "\"more\"");
        clock.set(MONDAY_SIX);
        String text = Mails.text(mails.await(shop, 1).get(0)).replace("\r", "");
        assertTrue(text.contains("[" + sku + "], 0 disponible, seuil 9, depuis le 1er février\n"
                + "  Retenu par les commandes R-0 (1), R-1 (5), R-2 (9), R-3 (13) et d’autres\n"), text);
        assertTrue(text.contains("[unknown-"), text);
    }

    /** Lets some rounds pass in which nothing may happen. */
    private void settle() {
        mails.rounds(3);
    }
}
