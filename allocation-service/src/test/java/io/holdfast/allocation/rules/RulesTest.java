package io.holdfast.allocation.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.allocation.rules.Membership.Overlap;
import io.holdfast.allocation.rules.Membership.Pot;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);

    @ParameterizedTest
    @DisplayName("R14 an unpaid life is one minute to 30 days, or never")
    @CsvSource({"PT1M, true", "PT30M, true", "P5D, true", "P30D, true", "PT720H, true", "NEVER, true",
            "PT59S, false", "PT59.999999999S, false", "PT720H1S, false", "P30DT1S, false", "PT0S, false", "-PT5M, false", "P1M, false",
            "30, false", "never, false", "PT999999999999H, false", "PT9999999999999999999999H, false"})
    void anUnpaidLifeIsWithinBounds(String life, boolean allowed) {
        assertEquals(allowed, new UnpaidLife(Duration.ofMinutes(1), Duration.ofDays(30)).allows(life));
    }

    @Test
    @DisplayName("R43 a channel overlaps with every other pot of the SKU it is a member of, not with its own")
    void aChannelIsInOnePotOnly() {
        List<Pot> pots = List.of(new Pot(ONE, List.of("web", "app"), 5), new Pot(TWO, List.of("b2b"), 5));
        assertEquals(List.of(), Membership.overlaps(new UUID(0, 3), List.of("till"), pots));
        assertEquals(List.of(), Membership.overlaps(ONE, List.of("app", "web", "till"), pots));
        assertEquals(List.of(new Overlap(1, "b2b", TWO)), Membership.overlaps(ONE, List.of("web", "b2b"), pots));
        assertEquals(List.of(new Overlap(0, "b2b", TWO), new Overlap(2, "web", ONE)),
                Membership.overlaps(null, List.of("b2b", "till", "web"), pots));
    }

    @ParameterizedTest
    @DisplayName("R40 more set aside than available is a warning with numbers")
    @CsvSource({"0, 0, false", "10, 10, false", "11, 10, true", "1, 0, true", "1, -5, true", "0, -5, false"})
    void moreSetAsideThanThereIsWarns(long setAside, long available, boolean warns) {
        List<Warning> warnings = Warning.aboveStock("TEA", setAside, available, 12);
        assertEquals(warns, !warnings.isEmpty());
        if (warns) {
            Warning warning = warnings.get(0);
            assertEquals(setAside, warning.setAside());
            assertEquals(available, warning.available());
            assertTrue(warning.detail().contains(setAside - Math.max(0, available) + " more than"), warning.detail());
        }
    }
}
