package io.holdfast.service.validation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailFormTest {

    @ParameterizedTest
    @ValueSource(strings = {"a@b.example", "first.last+tag@shop.example", "o'neil@shop.co.uk", "root@localhost", "a@xn--caf-dma.example"})
    void addresses(String address) {
        assertTrue(EmailForm.holds(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "@b.example", "a@", "élodie@café.example", "a b@c.example", "a@b..example", ".a@b.example", "a.@b.example", "a@-b.example",
        "a@b.example\nBcc: x@y.example", "a@b.example\r\n", "<a@b.example>", "a@b.example,c@d.example", "a@b@c.example", "a\u0000@b.example"})
    void noAddresses(String text) {
        assertFalse(EmailForm.holds(text));
    }

    @Test
    void lengthIsLimited() {
        assertTrue(EmailForm.holds("x".repeat(64) + "@b.example"));
        assertFalse(EmailForm.holds("x".repeat(65) + "@b.example"));
        assertFalse(EmailForm.holds("a@" + "b.".repeat(130) + "example"));
    }

    @Test
    void aHostileTextCostsNoTime() {
        assertTimeout(Duration.ofSeconds(1), () -> EmailForm.holds("a@" + "a-".repeat(120) + "!"));
    }
}
