package io.holdfast.notification.digest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.notification.digest.Digest.Rendered;
import io.holdfast.notification.digest.DigestContent.HeldBy;
import io.holdfast.notification.digest.DigestContent.Hold;
import io.holdfast.notification.digest.DigestContent.Item;
import io.holdfast.notification.digest.DigestContent.Listed;
import io.holdfast.notification.digest.DigestContent.Missing;
import io.holdfast.notification.digest.DigestContent.ShortOrder;
import io.holdfast.notification.mail.MailTestResource;
import io.holdfast.notification.rules.Reorder;
import io.holdfast.testkit.service.ServiceTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was approved stands in {@code src/test/resources/digest}; what came out instead is written to {@code target/digest}. */
@QuarkusTest
@QuarkusTestResource(value = ServiceTestResource.class, initArgs = @ResourceArg(name = "service", value = "notification"))
@QuarkusTestResource(MailTestResource.class)
class DigestWordsTest {

    private static final String LINK = "https://holdfast.example/v1/mail/token";
    private static final LocalDate DATE = LocalDate.of(2026, 3, 1);

    @Inject
    DigestWords words;

    @ParameterizedTest
    @DisplayName("R65 HTML and plain text say what was approved, in both languages")
    @ValueSource(strings = {"en", "fr"})
    void approved(String language) {
        Rendered mail = words.render(everything(), Locale.forLanguageTag(language), LINK);
        Rendered small = words.render(oneItem(), Locale.forLanguageTag(language), LINK);
        assertAll(() -> assertApproved("full." + language + ".html", mail.html()),
                () -> assertApproved("full." + language + ".txt", "Subject: " + mail.subject() + "\n\n" + mail.text()),
                () -> assertApproved("one." + language + ".html", small.html()),
                () -> assertApproved("page." + language + ".html", words.page(everything(), Locale.forLanguageTag(language))),
                () -> assertApproved("one." + language + ".txt", "Subject: " + small.subject() + "\n\n" + small.text()));
    }

    @Test
    @DisplayName("R65 a language that is not spoken here is English")
    void unknownLanguage() {
        assertEquals(words.render(oneItem(), Locale.ENGLISH, LINK), words.render(oneItem(), Locale.GERMAN, LINK));
    }

    @Test
    @DisplayName("R65 names can't bring their own HTML, and nothing is loaded from elsewhere")
    void escaped() {
        String html = words.render(everything(), Locale.ENGLISH, LINK).html();
        assertFalse(html.contains("<script>"));
        assertTrue(html.contains("&lt;script&gt;"));
        assertFalse(html.replace(LINK, "").contains("http"));
        assertFalse(html.contains("<img"));
    }

    @ParameterizedTest(name = "{0} {1} → {2}, singular {3}")
    @DisplayName("R65 each language writes its numbers and takes its own plural")
    @CsvSource({"en, 0, 0, false", "en, 1, 1, true", "en, -1, -1, true", "en, 1234567, '1,234,567', false",
            "fr, 0, 0, true", "fr, 1, 1, true", "fr, 2, 2, false", "fr, 12345, 12\u202F345, false"})
    void numbers(String language, long number, String shown, boolean one) {
        assertEquals(new DigestView.Count(shown, one), Language.of(Locale.forLanguageTag(language)).count(number));
    }

    @ParameterizedTest(name = "{0} {1} → {2}")
    @DisplayName("R65 each language writes its days")
    @CsvSource({"en, 2026-03-01, Sunday 1 March 2026", "fr, 2026-03-01, dimanche 1er mars 2026", "fr, 2026-11-21, samedi 21 novembre 2026"})
    void days(String language, LocalDate date, String written) {
        assertEquals(written, Language.of(Locale.forLanguageTag(language)).dayAndYear(date));
    }

    private static DigestContent everything() {
        return new DigestContent("L'Épicerie <script>", DATE,
                new Listed<>(List.of(
                        new ShortOrder("WEB", "A-1001", DATE.minusDays(1), List.of(new Missing("TEA-1", "Thé vert \"Sencha\"", 1),
                                new Missing("CUP/2", "Cup & saucer", 12))),
                        new ShortOrder("B2B", "2026/77", DATE, List.of(new Missing("TEA-1", "Thé vert \"Sencha\"", 1500)))), 2),
                new Listed<>(List.of(new Item("POT-9", "Teapot <script>alert(1)</script>", "PARIS", -2, null, DATE, List.of(), HeldBy.NOBODY)), 1),
                new Listed<>(List.of(
                        new Item("TEA-1", "Thé vert \"Sencha\"", null, 0, 5L, DATE, List.of(new Reorder("LYON", 1200)),
                                new HeldBy(List.of(new Hold("A-1002", 1), new Hold("<2026/78>", 12)), true)),
                        new Item("TEA-1", "Thé vert \"Sencha\"", "PARIS", 0, 2L, DATE, List.of(new Reorder("PARIS", 8)),
                                new HeldBy(List.of(new Hold("A-1002", 1)), false)),
                        new Item("CUP/2", "Cup & saucer", null, 1, 12000L, DATE, List.of(), HeldBy.NOBODY)), 3),
                new Listed<>(List.of(new Item("🍵", "A very long product name that goes on and on, so that a phone has to break it, 250 g", null, 3, 4L,
                        DATE.minusDays(90), List.of(new Reorder("LYON", 9), new Reorder("PARIS", 1)), HeldBy.NOBODY)), 1301));
    }

    private static DigestContent oneItem() {
        return new DigestContent("Tea House", DATE, nothing(), nothing(),
                new Listed<>(List.of(new Item("TEA-1", "Green tea", null, 1, 5L, DATE.minusDays(1), List.of(), HeldBy.NOBODY)), 1), nothing());
    }

    private static <T> Listed<T> nothing() {
        return new Listed<>(List.of(), 0);
    }

    private static String remedy(Path received, Path approved) {
        return "Look at it, HTML at the width of a phone too; if it is right: cp notification-service/" + received
                + " notification-service/" + approved + "\n";
    }

    private static void assertApproved(String file, String text) throws IOException {
        Path received = Path.of("target", "digest", file);
        Files.createDirectories(received.getParent());
        Files.writeString(received, text);
        Path approved = Path.of("src", "test", "resources", "digest", file);
        assertTrue(Files.exists(approved), file + " was never approved. " + remedy(received, approved));
        assertEquals(Files.readString(approved), text, file + " says something else than was approved. " + remedy(received, approved));
    }
}
