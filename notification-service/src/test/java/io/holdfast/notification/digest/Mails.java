package io.holdfast.notification.digest;

import org.awaitility.Awaitility;

import io.holdfast.notification.Shop;
import io.holdfast.notification.mail.MailGate;
import jakarta.inject.Singleton;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What has arrived at the mail server, and how far the service has looked. */
@Singleton
class Mails {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final DigestRounds rounds;

    Mails(DigestRounds rounds) {
        this.rounds = rounds;
    }

    List<MimeMessage> of(Shop shop) {
        return Arrays.stream(MailGate.gate().server().getReceivedMessages()).filter(m -> isTo(m, shop.email())).toList();
    }

    List<MimeMessage> await(Shop shop, int count) {
        Awaitility.await().atMost(SOON).until(() -> of(shop).size() >= count);
        return of(shop);
    }

    /** Judges and delivers some times over: as far as the service would go in as many seconds. */
    void rounds(int count) {
        for (int i = 0; i < count; i++) {
            rounds.judge().await().atMost(SOON);
            rounds.deliver().await().atMost(SOON);
        }
    }

    static String text(MimeMessage mail) {
        return part(mail, 0);
    }

    static String html(MimeMessage mail) {
        return part(mail, 1);
    }

    private static String part(MimeMessage mail, int index) {
        try {
            BodyPart part = ((MimeMultipart) mail.getContent()).getBodyPart(index);
            return part.getContent().toString();
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return Arrays.stream(mail.getAllRecipients()).anyMatch(a -> a.toString().equals(address));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
