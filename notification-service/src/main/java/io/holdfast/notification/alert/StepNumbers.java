package io.holdfast.notification.alert;

import io.holdfast.notification.rules.Step.Level;
import io.holdfast.notification.rules.Step.Variant;
import io.holdfast.notification.rules.Trail;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The steps of one variant as flat numbers, because each level of each variant is read and written with all of them. A step is
 * version, time in µs, two numbers of its own, how many locations follow, and for each of these its place and its units. Places
 * are those of the list of location codes that is stored beside the numbers.
 */
final class StepNumbers {

    // Location codes are printable, so none has a line break in it.
    private static final String BETWEEN_PLACES = "\n";
    private static final int HEAD = 5;

    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final List<String> codes;

    /** @param places as {@link #places()} gave them; empty to begin with */
    StepNumbers(String places) {
        codes = places.isEmpty() ? new ArrayList<>() : new ArrayList<>(Arrays.asList(places.split(BETWEEN_PLACES)));
    }

    static StepNumbers empty() {
        return new StepNumbers("");
    }

    /** The codes of all locations that were written. */
    String places() {
        return String.join(BETWEEN_PLACES, codes);
    }

    Trail<Variant> variants(Long[] numbers) {
        List<Variant> steps = new ArrayList<>();
        for (int at = 0; at < numbers.length; at = next(numbers, at)) {
            steps.add(new Variant(numbers[at], instant(numbers[at + 1]), numbers[at + 2], numbers[at + 3] != 0,
                    units(numbers, at + HEAD, next(numbers, at))));
        }
        return new Trail<>(steps);
    }

    Trail<Level> levels(Long[] numbers) {
        List<Level> steps = new ArrayList<>();
        for (int at = 0; at < numbers.length; at = next(numbers, at)) {
            steps.add(new Level(numbers[at], instant(numbers[at + 1]), numbers[at + 2] != 0, numbers[at + 3],
                    units(numbers, at + HEAD, next(numbers, at))));
        }
        return new Trail<>(steps);
    }

    Map<String, Long> units(Long[] numbers) {
        return units(numbers, 0, numbers.length);
    }

    /** As PostgreSQL writes an array, like all that follow. */
    String writtenVariants(Trail<Variant> trail) {
        StringJoiner numbers = array();
        trail.steps().forEach(s -> step(numbers, s.version(), s.time(), s.threshold(), s.watched() ? 1L : 0L, s.thresholds()));
        return numbers.toString();
    }

    String writtenLevels(Trail<Level> trail) {
        StringJoiner numbers = array();
        trail.steps().forEach(s -> step(numbers, s.version(), s.time(), s.counted() ? 1L : 0L, s.available(), s.availableAt()));
        return numbers.toString();
    }

    String written(Map<String, Long> units) {
        StringJoiner numbers = array();
        write(numbers, units);
        return numbers.toString();
    }

    private void step(StringJoiner numbers, long version, Instant time, Long one, Long other, Map<String, Long> units) {
        numbers.add(String.valueOf(version)).add(String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, time)))
                .add(String.valueOf(one)).add(String.valueOf(other)).add(String.valueOf(units.size()));
        write(numbers, units);
    }

    private void write(StringJoiner numbers, Map<String, Long> units) {
        units.forEach((code, count) -> numbers.add(String.valueOf(place(code))).add(String.valueOf(count)));
    }

    private int place(String code) {
        return places.computeIfAbsent(code, added -> {
            codes.add(added);
            return codes.size() - 1;
        });
    }

    private Map<String, Long> units(Long[] numbers, int from, int to) {
        if (from == to) {
            return Map.of();
        }
        Map<String, Long> units = new HashMap<>();
        for (int at = from; at < to; at += 2) {
            units.put(codes.get(numbers[at].intValue()), numbers[at + 1]);
        }
        return units;
    }

    private static int next(Long[] numbers, int at) {
        return at + HEAD + 2 * numbers[at + HEAD - 1].intValue();
    }

    private static StringJoiner array() {
        return new StringJoiner(",", "{", "}");
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
