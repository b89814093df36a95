package io.holdfast.suite.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * A mail as it arrived.
 *
 * @param id its Message-ID
 * @param html empty if it has no such part
 * @param text empty if it has no such part
 */
public record Mail(String id, String from, List<String> recipients, String subject, Instant sentAt, String html, String text) {

    static Mail of(MimeMessage message) {
        try {
            return new Mail(message.getMessageID(), Arrays.toString(message.getFrom()).replaceAll("^\\[|]$", ""),
                    Arrays.stream(message.getAllRecipients()).map(Object::toString).toList(), message.getSubject(),
                    Optional.ofNullable(message.getSentDate()).map(Date::toInstant).orElse(Instant.EPOCH),
                    content(message, "text/html"), content(message, "text/plain"));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("A mail arrived that can't be read", e);
        }
    }

    private static String content(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return (String) part.getContent();
        }
        if (part.isMimeType("multipart/*")) {
            Multipart parts = (Multipart) part.getContent();
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                String found = content(inner, type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
