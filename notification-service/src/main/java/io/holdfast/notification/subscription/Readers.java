package io.holdfast.notification.subscription;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Who may see what a mail's links lead to. */
@ApplicationScoped
public class Readers {

    private final LinkKey key;
    private final SubscriptionStore subscriptions;

    Readers(LinkKey key, SubscriptionStore subscriptions) {
        this.key = key;
        this.subscriptions = subscriptions;
    }

    /** The reader whom a link belongs to, as long as the merchant's mail goes there; else null. */
    public Uni<Reader> of(String token) {
        return key.reader(token).flatMap(reader -> reader.isEmpty() ? Uni.createFrom().nullItem()
                : subscriptions.find(reader.get()).map(found -> found != null && found.isOn() ? reader.get() : null));
    }
}
