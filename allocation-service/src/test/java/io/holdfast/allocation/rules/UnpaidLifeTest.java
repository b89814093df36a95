package io.holdfast.allocation.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnpaidLifeTest {

    @ParameterizedTest
    @DisplayName("R14 an unpaid life is one minute to 30 days, or never")
    @CsvSource({"PT1M, true", "PT30M, true", "P5D, true", "P30D, true", "PT720H, true", "NEVER, true",
            "PT59S, false", "PT59.999999999S, false", "PT720H1S, false", "P30DT1S, false", "PT0S, false", "-PT5M, false", "P1M, false",
            "30, false", "never, false", "PT999999999999H, false", "PT9999999999999999999999H, false"})
    void anUnpaidLifeIsWithinBounds(String life, boolean allowed) {
        assertEquals(allowed, new UnpaidLife(Duration.ofMinutes(1), Duration.ofDays(30)).allows(life));
    }
}
