package io.holdfast.notification.subscription;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Addresses in mails, one to begin with for each reader. */
@ApplicationScoped
public class MailLinks {

    static final String PATH = "/v1/mail/";

    private final LinkKey key;
    private final String door;

    MailLinks(LinkKey key, PublicConfig config) {
        this.key = key;
        this.door = config.url().replaceFirst("/+$", "") + PATH;
    }

    /** What all links of a reader begin with. The same for ever, so that old mails keep working. */
    public Uni<String> of(String merchant, String address) {
        return key.token(new Reader(merchant, address)).map(token -> door + token);
    }

    /** For a mail that is shown and not sent; it leads to a page that says so. */
    public String ofNobody() {
        return door + "preview";
    }

    /** Where the mail ends. */
    public static String unsubscribe(String link) {
        return link + "/unsubscribe";
    }
}
