package io.holdfast.notification.mail;

import java.time.Instant;

/**
 * A mail in two forms to one reader.
 *
 * @param messageId with its angle brackets; the same whenever the same letter is sent again
 * @param date what its header says
 * @param unsubscribe an address that ends the mail to this reader by one POST (RFC 8058)
 */
public record Letter(String messageId, Instant date, String recipient, String subject, String html, String text, String unsubscribe) {}
