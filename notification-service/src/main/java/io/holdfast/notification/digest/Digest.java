package io.holdfast.notification.digest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A claimed digest: exactly this is mailed, however often it must be tried. */
record Digest(String merchant, LocalDate date, Instant claimedAt, String messageId, List<String> recipients, Rendered mail,
        int attempts) {

    /** The words of a digest. */
    record Rendered(String subject, String html, String text) {}
}
