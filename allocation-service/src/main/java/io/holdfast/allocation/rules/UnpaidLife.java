package io.holdfast.allocation.rules;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** How long an unpaid order of a channel may hold units: an ISO 8601 duration within bounds, or never ending. */
public record UnpaidLife(Duration shortest, Duration longest) {

    /** For orders on payment terms: they hold their units until they are paid or cancelled. */
    public static final String NEVER = "NEVER";

    public boolean allows(String life) {
        if (life.equals(NEVER)) {
            return true;
        }
        try {
            Duration duration = Duration.parse(life);
            return duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    public String rule() {
        return "must be an ISO 8601 duration of " + shortest + " to P" + longest.toDays() + "D, e.g. \"PT30M\", or \"NEVER\"";
    }
}
