package io.holdfast.allocation.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.allocation.rules.Membership.Pot;
import io.holdfast.allocation.rules.SetAside.Share;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A story of one SKU's allocations, one line a step, what is said to it behind the bar.
 *
 * <pre>
 * stock 100                               units available
 * day 3                                   it is the third day of December
 * A RESERVE web,app 30 1..24              from the first until before the 24th day; without a window: for ever
 * B RESERVE - 30                          without members
 * C STOP web -                            without a quantity
 * drawn A 5                               orders took five units of it
 * A quantity 40, A channels b2b, A days ..9    an edit
 * delete A
 * </pre>
 */
final class Scenario {

    private static final Instant DAY_ZERO = Instant.parse("2026-11-30T00:00:00Z");

    private final Map<String, AllocationTerms> allocations = new LinkedHashMap<>();
    private final Map<String, Long> drawn = new LinkedHashMap<>();
    private long stock;
    private Instant now = day("1");

    static void run(String story) {
        Scenario scenario = new Scenario();
        story.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] halves = line.split("\\|", 2);
            assertEquals(halves.length == 2 ? halves[1].strip() : "", scenario.step(halves[0].strip().split(" +")), line);
        });
    }

    private String step(String[] words) {
        switch (words[0]) {
            case "stock" -> stock = Long.parseLong(words[1]);
            case "day" -> now = day(words[1]);
            case "drawn" -> drawn.put(words[1], Long.valueOf(words[2]));
            case "delete" -> allocations.remove(words[1]);
            default -> {
                return allocate(words[0], AllocationTerms.PURPOSES.contains(words[1]) || words.length > 3
                        ? created(words) : edited(allocations.get(words[0]), words[1], words[2]));
            }
        }
        return "";
    }

    private String allocate(String name, AllocationTerms terms) {
        List<Finding> findings = new ArrayList<>(terms.findings(new AllocationTerms.Bounds(1_000_000_000, 200)));
        if (!allocations.containsKey(name)) {
            terms.neverInForce(now).ifPresent(findings::add);
        }
        if (!findings.isEmpty()) {
            return "wrong " + findings.stream().map(Finding::pointer).collect(Collectors.joining(" "));
        }
        String overlaps = overlaps(name, terms);
        if (!overlaps.isEmpty()) {
            return overlaps;
        }
        allocations.put(name, terms.complete());
        return terms.reserves() ? warning(terms) : "";
    }

    private String overlaps(String name, AllocationTerms terms) {
        List<Pot> pots = allocations.entrySet().stream().filter(entry -> entry.getValue().purpose().equals(terms.purpose()))
                .map(entry -> pot(entry.getKey(), entry.getValue())).toList();
        return !terms.drawable() ? "" : Membership.overlaps(pot(name, terms.complete()), pots, now).stream()
                .map(overlap -> overlap.channel() + " is in " + nameOf(overlap.with().id())).collect(Collectors.joining(", "));
    }

    private String warning(AllocationTerms terms) {
        List<Share> shares = allocations.entrySet().stream().filter(entry -> entry.getValue().reserves())
                .map(entry -> new Share(Math.max(0, entry.getValue().quantity() - drawn.getOrDefault(entry.getKey(), 0L)), entry.getValue().window()))
                .toList();
        return SetAside.peak(terms.window(), shares, now).stream()
                .flatMap(peak -> Warning.aboveStock("TEA", peak, false, stock, stock, now).stream().map(warning -> "warns: " + warning.setAside()
                        + " of " + warning.available() + " in " + peak.allocations() + ", day " + dayOf(peak.from())))
                .collect(Collectors.joining());
    }

    private static AllocationTerms created(String[] words) {
        Window window = window(words.length > 4 ? words[4] : "..");
        return new AllocationTerms("TEA", words[1], channels(words[2]), quantity(words[3]), null, window.startsAt(), window.endsAt());
    }

    private static AllocationTerms edited(AllocationTerms was, String what, String value) {
        Window window = what.equals("days") ? window(value) : was.window();
        return new AllocationTerms(was.sku(), was.purpose(), what.equals("channels") ? channels(value) : was.channels(),
                what.equals("quantity") ? quantity(value) : was.quantity(), was.adjust(), window.startsAt(), window.endsAt());
    }

    private static List<String> channels(String words) {
        return words.equals("-") ? List.of() : Arrays.asList(words.split(","));
    }

    private static Long quantity(String word) {
        return word.equals("-") ? null : Long.valueOf(word);
    }

    private static Window window(String days) {
        String[] ends = days.split("\\.\\.", -1);
        return new Window(ends[0].isEmpty() ? null : day(ends[0]), ends[1].isEmpty() ? null : day(ends[1]));
    }

    private static Instant day(String number) {
        return DAY_ZERO.plus(Long.parseLong(number), ChronoUnit.DAYS);
    }

    private static long dayOf(Instant time) {
        return ChronoUnit.DAYS.between(DAY_ZERO, time);
    }

    private static Pot pot(String name, AllocationTerms terms) {
        return new Pot(id(name), terms.channels(), terms.window());
    }

    private String nameOf(UUID id) {
        return allocations.keySet().stream().filter(name -> id(name).equals(id)).findFirst().orElseThrow();
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
