package io.holdfast.suite.torture;

import io.holdfast.suite.UserError;
import io.holdfast.suite.torture.fault.Fault;
import io.holdfast.suite.torture.fault.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is done to the suite.
 *
 * @param only ids of faults, in the order in which they come; empty: all
 * @param brief a look: shorter faults under less load
 * @param seed of everything that falls by chance; empty: another one each time
 * @param seconds of load around each fault; empty: as many as usual
 */
public record TortureOptions(List<String> only, boolean brief, Optional<Long> seed, Optional<Integer> seconds) {

    public static final TortureOptions USUAL = new TortureOptions(List.of(), false, Optional.empty(), Optional.empty());
    private static final int MOST_SECONDS = 3_600;

    /** @param names of faults, separated by commas */
    public TortureOptions only(String names) {
        List<String> chosen = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            List<String> matching = Faults.all().stream().map(Fault::id).filter(id -> id.equals(name.strip())).toList();
            if (matching.isEmpty()) {
                throw new UserError("'" + name.strip() + "' is no fault; there are "
                        + Faults.all().stream().map(Fault::id).collect(Collectors.joining(", ")));
            }
            chosen.addAll(matching);
        }
        return new TortureOptions(chosen, brief, seed, seconds);
    }

    public TortureOptions shortened() {
        return new TortureOptions(only, true, seed, seconds);
    }

    public TortureOptions withSeed(String text) {
        try {
            return new TortureOptions(only, brief, Optional.of(Long.valueOf(text)), seconds);
        } catch (NumberFormatException e) {
            throw new UserError("--seed needs a whole number, not '" + text + "'", e);
        }
    }

    public TortureOptions withSeconds(String text) {
        if (!text.matches("\\d{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_SECONDS) {
            throw new UserError("--seconds needs 1 to " + MOST_SECONDS + ", not '" + text + "'");
        }
        return new TortureOptions(only, brief, seed, Optional.of(Integer.valueOf(text)));
    }

    List<Fault> faults() {
        return only.isEmpty() ? Faults.all() : only.stream().map(Faults::named).toList();
    }

    /** Of load around each fault, at least: some faults last longer. */
    int loadSeconds() {
        return seconds.orElse(brief ? 8 : 20);
    }

    int customers() {
        return brief ? 8 : 16;
    }
}
