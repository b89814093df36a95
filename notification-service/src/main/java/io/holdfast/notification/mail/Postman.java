package io.holdfast.notification.mail;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.mail.MailClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Hands letters to the mail server. */
@ApplicationScoped
public class Postman {

    /** A server that is alive, and yet not done after so many silences, has lost its way. */
    private static final int SILENCES = 3;

    private final Vertx vertx;
    private final MailConfig server;
    private final Duration patience;
    private final String from;

    Postman(Vertx vertx, SmtpConfig config) {
        this.vertx = vertx;
        this.server = SmtpServer.parse(config.url(), config.silence());
        this.patience = config.silence().multipliedBy(SILENCES);
        this.from = config.from();
    }

    /**
     * Completes once the server has taken the letter; fails on any other answer, or none. Each letter has a connection of its
     * own that ends with the attempt: one that was given up can't be delivered behind our back.
     */
    public Uni<Void> send(Letter letter) {
        return Uni.createFrom().deferred(() -> {
            MailClient client = MailClient.create(vertx, server);
            return client.sendMail(message(letter))
                    .ifNoItem().after(patience).fail()
                    .onTermination().call(client::close)
                    .replaceWithVoid();
        });
    }

    /** The domain that our mail comes from. */
    public String domain() {
        return from.substring(from.lastIndexOf('@') + 1).replace(">", "").strip();
    }

    private MailMessage message(Letter letter) {
        MultiMap headers = HttpHeaders.headers()
                .add("Message-ID", letter.messageId())
                .add("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(letter.date().atOffset(ZoneOffset.UTC)))
                .add("Auto-Submitted", "auto-generated")
                .add("List-Unsubscribe", "<" + letter.unsubscribe() + ">")
                .add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        return new MailMessage().setFrom(from).setTo(letter.recipient()).setSubject(letter.subject())
                .setText(letter.text()).setHtml(letter.html()).setHeaders(headers);
    }
}
