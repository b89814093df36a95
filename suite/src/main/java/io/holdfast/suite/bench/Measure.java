package io.holdfast.suite.bench;

import io.holdfast.suite.UserError;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be measured; by these names the user chooses. */
public enum Measure {
    HOT, WIDE, ENGINE, INTERACTIVE, ONE_STATEMENT, LOW, HTTP, FLOOR, HOP, OVERSELL, STREAM, IMPORT, EXPIRY, GROWTH;

    /** All that fit into some minutes. */
    static final Set<Measure> USUAL = EnumSet.complementOf(EnumSet.of(GROWTH));

    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @param names separated by commas */
    static Set<Measure> parse(String names) {
        Set<Measure> chosen = EnumSet.noneOf(Measure.class);
        for (String name : names.split(",", -1)) {
            chosen.add(Arrays.stream(values()).filter(measure -> measure.id().equals(name.strip())).findFirst()
                    .orElseThrow(() -> new UserError("'" + name.strip() + "' can't be measured; there are "
                            + Arrays.stream(values()).map(Measure::id).collect(Collectors.joining(", ")))));
        }
        return chosen;
    }
}
