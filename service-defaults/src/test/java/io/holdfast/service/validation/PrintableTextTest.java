package io.holdfast.service.validation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a SKU is 1 to 64 printable code points, exactly as given")
class PrintableTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"A", "a/b", "\"quoted\"", "it's", "\\", " leading and trailing ", "🍵", "👩‍👩‍👧", "e\u0301", "\u00a0", "%2F", "<b>", "..",
        "日本語", "עברית"})
    void everyPrintableCharacterIsAllowed(String text) {
        assertTrue(PrintableText.holds(text, 64));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000", "a\u0000b", "tab\t", "line\n", "\r", "\u007f", "\u0085", "\u2028", "\u2029", "\ud800", "a\udc00", "\udc00\ud800"})
    void controlsAndHalvesOfCharactersAreNot(String text) {
        assertFalse(PrintableText.holds(text, 64));
    }

    @Test
    void lengthIsCountedInCodePoints() {
        assertTrue(PrintableText.holds("🍵".repeat(64), 64));
        assertFalse(PrintableText.holds("🍵".repeat(65), 64));
        assertTrue(PrintableText.holds("x".repeat(64), 64));
        assertFalse(PrintableText.holds("x".repeat(65), 64));
    }
}
