package io.holdfast.notification.alert;

import io.holdfast.contracts.AlertChanged;
import io.holdfast.notification.rules.AlertKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * An alert of a variant, open or cleared.
 *
 * @param version grows with every change, cleared and raised again included; begins with a time in µs, so that it is larger than
 *     any that was forgotten
 * @param clearedAt null while it is open
 * @param available units, there where the alert is about
 * @param threshold for {@code LOW}, else null
 */
record Alert(SkuKey key, Spot spot, long version, Instant since, Instant clearedAt, long available, Long threshold) {

    boolean isOpen() {
        return clearedAt == null;
    }

    /** What follows from the facts; null if nothing changes. */
    static Alert next(Spot spot, Facts facts, Alert known) {
        boolean open = known != null && known.isOpen();
        Instant since = facts.since(spot, open ? known.since() : null);
        if (since == null) {
            return open ? known.cleared(facts.changedAt()) : null;
        }
        Long threshold = spot.kind() == AlertKind.LOW ? facts.threshold(spot.location()) : null;
        long available = facts.available(spot.location());
        boolean same = open && known.since().equals(since) && known.available() == available
                && Objects.equals(known.threshold(), threshold);
        long version = known == null ? ChronoUnit.MICROS.between(Instant.EPOCH, facts.changedAt()) : known.version() + 1;
        return same ? null : new Alert(facts.key(), spot, version, since, null, available, threshold);
    }

    private Alert cleared(Instant at) {
        return new Alert(key, spot, version + 1, since, at, available, threshold);
    }

    /** What keeps its order among events. Where a SKU ends like another one with a location, the two share it, and nothing more. */
    String subject() {
        String whole = spot.kind() + "/" + key.sku();
        return spot.location() == null ? whole : whole + "/" + spot.location();
    }

    AlertChanged data() {
        return new AlertChanged(spot.kind().name(), key.sku(), spot.location(), isOpen() ? since : null, available, threshold);
    }
}
