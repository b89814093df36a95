package io.holdfast.suite.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DelaysTest {

    private static final long MILLI = 1_000_000;

    private final Delays delays = new Delays(100);

    @Test
    void anOrderIsToldByTheFirstEventThatCountsIt() {
        delays.answered("TEA", 10 * MILLI);
        delays.answered("TEA", 11 * MILLI);
        delays.told("TEA", 99, 15 * MILLI);
        assertFalse(delays.isComplete(), "the second one is not counted yet");
        delays.told("TEA", 98, 31 * MILLI);
        assertTrue(delays.isComplete());
        assertEquals(20, delays.sample(1).latency().max(), 0.1);
    }

    @Test
    void oneEventMayTellOfMany() {
        delays.answered("TEA", 0);
        delays.answered("TEA", 4 * MILLI);
        delays.told("TEA", 97, 10 * MILLI);
        assertEquals(Map.of("told", 2L), delays.sample(1).answers());
        assertEquals(10, delays.sample(1).latency().max(), 0.1);
    }

    @Test
    void anEventBeforeTheAnswerWaitedForNobody() {
        delays.told("TEA", 99, MILLI);
        delays.answered("TEA", 5 * MILLI);
        assertEquals(0, delays.sample(1).latency().max());
    }

    @Test
    void anEventOfAnotherSkuTellsNothing() {
        delays.answered("TEA", 0);
        delays.told("MUG", 0, MILLI);
        assertEquals(Map.of("never told", 1L), delays.sample(1).answers());
    }
}
