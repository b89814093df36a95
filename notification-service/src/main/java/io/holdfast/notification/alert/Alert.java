package io.holdfast.notification.alert;

import io.holdfast.contracts.AlertChanged;
import io.holdfast.notification.rules.AlertKind;
import java.time.Instant;
import java.util.Objects;

/**
 * An alert of a variant, open or cleared.
 *
 * @param version grows with every change, cleared and raised again included
 * @param clearedAt null while it is open
 * @param threshold for {@code LOW}, else null
 */
record Alert(SkuKey key, AlertKind kind, long version, Instant since, Instant clearedAt, long available, Long threshold) {

    boolean isOpen() {
        return clearedAt == null;
    }

    /** What follows from the facts; null if nothing changes. */
    static Alert next(AlertKind kind, Facts facts, Alert known) {
        boolean open = known != null && known.isOpen();
        Instant since = facts.since(kind, open ? known.since() : null);
        if (since == null) {
            return open ? known.cleared(facts.changedAt()) : null;
        }
        Long threshold = kind == AlertKind.LOW ? facts.threshold() : null;
        long available = facts.available();
        boolean same = open && known.since().equals(since) && known.available() == available
                && Objects.equals(known.threshold(), threshold);
        long version = known == null ? 1 : known.version() + 1;
        return same ? null : new Alert(facts.key(), kind, version, since, null, available, threshold);
    }

    private Alert cleared(Instant at) {
        return new Alert(key, kind, version + 1, since, at, available, threshold);
    }

    String subject() {
        return kind + "/" + key.sku();
    }

    AlertChanged data() {
        return new AlertChanged(kind.name(), key.sku(), isOpen() ? since : null, available, threshold);
    }
}
