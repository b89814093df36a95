package io.holdfast.stock.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.stock.advice.TriggerAdvice.Advice;
import io.holdfast.stock.advice.TriggerAdvice.Habits;
import io.holdfast.stock.ledger.Trigger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriggerAdviceTest {

    @ParameterizedTest(name = "{0} available, {1} sold in 30 days, restock {2}, peak {3}, methods {4}, slow {5} → {6}: {7}")
    @DisplayName("R28 the advice follows from depth, restocking, peaks and slow payment methods, and says why with numbers")
    @CsvSource(delimiter = '|', textBlock = """
            # available | sold | restock | peak | methods | slow | trigger | a reason says
            1000 |  30 | 14 | no  | 2 | 0 | ON_PAYMENT | lasts 1000.0 days
            1000 |  30 | 14 | yes | 2 | 0 | ON_PAYMENT | 333.3 days of a peak (3 times the usual sales)
              28 |  30 | 14 | no  | 2 | 0 | ON_PAYMENT | lasts 28.0 days
              27 |  30 | 14 | no  | 2 | 0 | ON_ORDER   | each is promised once
              28 |  30 | 14 | yes | 2 | 0 | ON_ORDER   | 15 minutes instead of 60
              13 |  30 | 14 | no  | 2 | 0 | ON_ORDER   | gives it back after 60 minutes
              13 |  30 | 14 | no  | 3 | 1 | ON_ORDER   | 1 of 3 payment methods take days (slow0)
              13 |  30 | 14 | no  | 2 | 1 | ON_PAYMENT | 1 of 2 payment methods take days (slow0)
              13 |  30 | 14 | no  | 3 | 3 | ON_PAYMENT | such orders are SHORT
              13 |  30 | 14 | yes | 3 | 3 | ON_ORDER   | Leave them out during the peak
              13 |  30 |  5 | no  | 3 | 3 | ON_PAYMENT | more comes in 5 days
              -2 |  30 | 14 | no  | 0 | 0 | ON_ORDER   | lasts 0.0 days
             500 |   0 | 14 | no  | 2 | 2 | ON_ORDER   | Nothing was sold in 30 days
              13 |  30 |  0 | no  | 0 | 0 | ON_PAYMENT | more comes in 0 days
            """)
    void table(long available, long sold, int restock, String peak, int methods, int slow, Trigger trigger, String reason) {
        List<String> used = names("slow", slow, methods);
        Advice advice = TriggerAdvice.of(new Habits(used, used.subList(0, slow), Duration.ofMinutes(60),
                peak.equals("yes") ? "A peak is expected." : null, restock), new Depth(available, sold));
        assertEquals(trigger, advice.trigger());
        assertTrue(advice.reasons().stream().anyMatch(r -> r.contains(reason)), () -> reason + " in " + advice.reasons());
        assertEquals(peak.equals("yes"), advice.reasons().contains("A peak is expected."));
    }

    private static List<String> names(String name, int named, int all) {
        return java.util.stream.IntStream.range(0, all).mapToObj(i -> i < named ? name + i : "card" + i).toList();
    }
}
