package io.holdfast.notification.rules;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** When a digest goes, when it is tried again, and what it is called. */
public final class DigestRule {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private DigestRule() {}

    /**
     * What decides about the digest of one hour.
     *
     * @param hour the last hour that has come
     * @param countsSince from when hours count: the merchant existed, mail was on, and it was the hour of sending
     * @param gone whether the date has its digest
     * @param belowAtHour whether something to be mailed was below at the hour; what went below later waits for the next one
     */
    public record Situation(Instant hour, Instant countsSince, boolean gone, boolean belowAtHour) {}

    /** Whether the digest of the hour goes now, on time or made up. */
    public static boolean isDue(Situation situation) {
        return !situation.hour().isBefore(situation.countsSince()) && !situation.gone() && situation.belowAtHour();
    }

    /** How long to wait after so many attempts without a positive answer. */
    public static Duration pauseAfter(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** The same for every copy of one digest, so that mail clients fold copies into one. */
    public static String messageId(String merchant, LocalDate date, String domain) {
        StringBuilder name = new StringBuilder();
        merchant.codePoints().forEach(c -> {
            if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-') {
                name.appendCodePoint(c);
            } else {
                name.append('_').append(Integer.toHexString(c)).append('_');
            }
        });
        return "<digest." + name + "." + date + "@" + domain + ">";
    }
}
