package io.holdfast.notification.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.notification.rules.DigestRule.Situation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestRuleTest {

    @ParameterizedTest(name = "counts since {0}, gone {1}, below {2} → {3}")
    @DisplayName("R63 a digest goes for an hour that counts, once, and only if something was below at it")
    @CsvSource({
            "2026-03-01T05:00:00Z, false, true,  true",
            "2026-03-01T06:00:00Z, false, true,  true",
            "2026-03-01T06:00:01Z, false, true,  false",
            "2026-03-01T05:00:00Z, true,  true,  false",
            "2026-03-01T05:00:00Z, false, false, false",
    })
    void due(Instant countsSince, boolean gone, boolean below, boolean due) {
        assertEquals(due, DigestRule.isDue(new Situation(Instant.parse("2026-03-01T06:00:00Z"), countsSince, gone, below)));
    }

    @ParameterizedTest(name = "after {0}: {1} s")
    @DisplayName("R63 pauses between attempts double up to ten minutes")
    @CsvSource({"1, 5", "2, 10", "3, 20", "7, 320", "8, 600", "500, 600"})
    void pauses(int attempts, long seconds) {
        assertEquals(Duration.ofSeconds(seconds), DigestRule.pauseAfter(attempts));
    }

    @Test
    @DisplayName("R63 the Message-ID of a merchant and date is always the same, and never another's")
    void messageIds() {
        LocalDate date = LocalDate.of(2026, 3, 1);
        assertEquals("<digest.m1.2026-03-01@shop.example>", DigestRule.messageId("m1", date, "shop.example"));
        assertEquals("<digest.a_40_b_5f__20_.2026-03-01@shop.example>", DigestRule.messageId("a@b_ ", date, "shop.example"));
    }
}
