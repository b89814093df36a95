package io.holdfast.notification.digest;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A claimed digest: exactly this is mailed to each recipient, however often it must be tried.
 *
 * @param linkMark stands in the mail wherever the recipient's own link goes
 */
record Digest(String merchant, LocalDate date, Instant claimedAt, String messageId, Rendered mail, String linkMark) {

    /** The words of a digest. */
    record Rendered(String subject, String html, String text) {

        Rendered replacing(String mark, String link) {
            return new Rendered(subject, html.replace(mark, link), text.replace(mark, link));
        }
    }
}
