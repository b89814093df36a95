package io.holdfast.notification.alert;

import io.holdfast.contracts.LevelChanged;
import io.holdfast.contracts.VariantChanged;
import io.holdfast.notification.rules.AlertKind;
import io.holdfast.notification.rules.Crossing;
import io.holdfast.notification.rules.Step.Level;
import io.holdfast.notification.rules.Step.Variant;
import io.holdfast.notification.rules.Trail;
import java.time.Instant;

/**
 * What is known of one variant.
 *
 * @param alerted whether it ever had an alert
 */
record Facts(SkuKey key, String name, boolean notifies, boolean alerted, Trail<Variant> variants, Trail<Level> levels) {

    private static final String QUANTITY = "QUANTITY";

    Facts with(VariantChanged data, long version, Instant time) {
        boolean newest = variants.last() == null || version > variants.last().version();
        boolean watched = QUANTITY.equals(data.tracking()) && !data.archived();
        return new Facts(key, newest ? data.name() : name, newest ? data.notifies() : notifies, alerted,
                variants.plus(new Variant(version, time, data.threshold(), watched)), levels);
    }

    Facts with(LevelChanged data, long version, Instant time) {
        return new Facts(key, name, notifies, alerted, variants,
                levels.plus(new Level(version, time, data.counted(), data.available())));
    }

    Facts withAlert() {
        return new Facts(key, name, notifies, true, variants, levels);
    }

    Long available() {
        return levels.last() == null ? null : levels.last().available();
    }

    Long threshold() {
        return variants.last() == null ? null : variants.last().threshold();
    }

    Instant since(AlertKind kind, Instant openSince) {
        return Crossing.since(kind, variants, levels, openSince);
    }

    /** The time of the newest fact. */
    Instant changedAt() {
        Instant variant = variants.last() == null ? Instant.MIN : variants.last().time();
        Instant level = levels.last() == null ? Instant.MIN : levels.last().time();
        return variant.isAfter(level) ? variant : level;
    }
}
