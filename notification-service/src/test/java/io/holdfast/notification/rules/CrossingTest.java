package io.holdfast.notification.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.notification.rules.Step.Level;
import io.holdfast.notification.rules.Step.Variant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scenarios: {@code T5@1} is a threshold of 5 set at minute 1, {@code T-@1} none, {@code X5@1} archived; {@code 3@2} three
 * available at minute 2, {@code ?3@2} the same of a variant that was never counted. What is said overall is said of the one
 * location too. The outcome is the minute since when the alert holds wherever its kind is judged, or {@code -}.
 */
class CrossingTest {

    private static final String HERE = "PARIS";

    @ParameterizedTest(name = "{0} → {1}")
    @DisplayName("R60 low is counted and available below the threshold, R66 since the crossing")
    @CsvSource({
            "T5@1 5@2,                   -",
            "T5@1 4@2,                   2",
            "T5@1 4@2 3@3 1@4,           2",
            "T5@1 4@2 5@3,               -",
            "T5@1 4@2 5@3 2@4,           4",
            "T5@1 ?4@2,                  -",
            "T5@1 ?4@2 4@3,              3",
            "3@1 T5@2,                   2",
            "T2@1 3@2 T5@3 1@4,          3",
            "T5@1 3@2 T4@3,              2",
            "T5@1 3@2 T3@3,              -",
            "T5@1 3@2 T-@3,              -",
            "T5@1 3@2 T-@3 T5@4,         4",
            "T5@1 3@2 X5@3,              -",
            "T-@1 0@2,                   -",
            "T0@1 0@2,                   -",
            "T0@1 -1@2,                  2",
            "4@1,                        -",
            "T5@1,                       -",
    })
    void lowSince(String story, String since) {
        assertInEveryOrder(AlertKind.LOW, story, since);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @DisplayName("R60 sold out is nothing available, R22 negative is below zero at a location")
    @CsvSource({
            "SOLD_OUT, T-@1 1@2 0@3,       3",
            "SOLD_OUT, T-@1 1@2 -1@3,      3",
            "SOLD_OUT, T-@1 ?0@2,          -",
            "SOLD_OUT, T-@1 0@2 1@3,       -",
            "NEGATIVE, T-@1 0@2,           -",
            "NEGATIVE, T-@1 0@2 -1@3 -2@4, 3",
            "NEGATIVE, T-@1 -1@2 0@3 -1@4, 4",
            "NEGATIVE, X-@1 -1@2,          -",
    })
    void levelAlerts(AlertKind kind, String story, String since) {
        assertInEveryOrder(kind, story, since);
    }

    @Test
    @DisplayName("R66 a crossing that the trail no longer reaches back to keeps its day")
    void aLongDeclineKeepsTheFirstDay() {
        Trail<Variant> variants = Trail.<Variant>empty().plus((Variant) step("T50@0", 1));
        Trail<Level> levels = Trail.empty();
        Instant since = null;
        for (int i = 0; i < 100; i++) {
            levels = levels.plus((Level) step((60 - i) + "@" + i, i + 1));
            since = Crossing.since(AlertKind.LOW, null, variants, levels, since);
        }
        assertEquals(minute(11), since);
    }

    @Test
    @DisplayName("R66 a recovery inside the trail begins a new crossing, however old the open alert is")
    void aRecoveryBeginsAnew() {
        Trail<Variant> variants = Trail.<Variant>empty().plus((Variant) step("T5@0", 1));
        Trail<Level> levels = Trail.empty();
        for (int i = 1; i <= 40; i++) {
            levels = levels.plus((Level) step((i == 38 ? "9@" : "1@") + i, i));
        }
        assertEquals(minute(39), Crossing.since(AlertKind.LOW, null, variants, levels, minute(1)));
    }

    @Test
    @DisplayName("R66 a step that is known, or older than all of a full trail, changes nothing")
    void oldNews() {
        Trail<Level> levels = Trail.empty();
        for (int i = 2; i <= Trail.LENGTH + 2; i++) {
            levels = levels.plus((Level) step(i + "@" + i, i));
        }
        assertEquals(levels, levels.plus((Level) step("99@1", 1)));
        assertEquals(levels, levels.plus((Level) step("99@5", 5)));
    }

    private static void assertInEveryOrder(AlertKind kind, String story, String since) {
        String[] told = story.split(" ");
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < told.length; i++) {
            steps.add(step(told[i], i + 1));
        }
        Instant expected = since.equals("-") ? null : minute(Integer.parseInt(since));
        Random random = new Random(7);
        for (int shuffle = 0; shuffle < 50; shuffle++) {
            for (String place : Arrays.asList(null, HERE)) {
                assertEquals(kind.isJudgedAt(place) ? expected : null, told(kind, place, steps), () -> story + " in the order " + steps);
            }
            Collections.shuffle(steps, random);
        }
    }

    /** Tells the steps in the order given, with the open alert carried along, as the store does. */
    private static Instant told(AlertKind kind, String place, List<Step> steps) {
        Trail<Variant> variants = Trail.empty();
        Trail<Level> levels = Trail.empty();
        Instant since = null;
        for (Step step : steps) {
            if (step instanceof Variant variant) {
                variants = variants.plus(variant);
            } else {
                levels = levels.plus((Level) step);
            }
            since = Crossing.since(kind, place, variants, levels, since);
        }
        return since;
    }

    private static Step step(String told, long version) {
        int at = told.indexOf('@');
        Instant time = minute(Integer.parseInt(told.substring(at + 1)));
        String what = told.substring(0, at);
        if (Arrays.asList('T', 'X').contains(what.charAt(0))) {
            Long threshold = what.substring(1).equals("-") ? null : Long.valueOf(what.substring(1));
            return new Variant(version, time, threshold, what.charAt(0) == 'T', threshold == null ? Map.of() : Map.of(HERE, threshold));
        }
        boolean counted = what.charAt(0) != '?';
        long available = Long.parseLong(counted ? what : what.substring(1));
        return new Level(version, time, counted, available, counted ? Map.of(HERE, available) : Map.of());
    }

    private static Instant minute(int minute) {
        return Instant.parse("2026-03-01T08:00:00Z").plusSeconds(60L * minute);
    }
}
