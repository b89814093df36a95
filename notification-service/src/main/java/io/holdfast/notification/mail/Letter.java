package io.holdfast.notification.mail;

import java.time.Instant;
import java.util.List;

/**
 * A mail in two forms.
 *
 * @param messageId with its angle brackets; the same whenever the same letter is sent again
 * @param date what its header says
 */
public record Letter(String messageId, Instant date, List<String> recipients, String subject, String html, String text) {}
