package io.holdfast.notification.rules;

import io.holdfast.notification.rules.Step.Level;
import io.holdfast.notification.rules.Step.Variant;

/** What a merchant should know about a variant's level, over all locations or at one of them. */
public enum AlertKind {

    /** Below its threshold, the variant's or a location's own. What was never counted is not low. */
    LOW(true, true) {
        @Override
        boolean holds(Variant variant, Level level) {
            return level.counted() && variant.threshold() != null && level.available() < variant.threshold();
        }
    },
    /** Nothing left anywhere. What was never counted is not sold out. */
    SOLD_OUT(true, false) {
        @Override
        boolean holds(Variant variant, Level level) {
            return level.counted() && level.available() <= 0;
        }
    },
    /** More sold at a location than was there: what other locations have does not mend it. */
    NEGATIVE(false, true) {
        @Override
        boolean holds(Variant variant, Level level) {
            return level.available() < 0;
        }
    };

    private final boolean overAll;
    private final boolean atLocations;

    AlertKind(boolean overAll, boolean atLocations) {
        this.overAll = overAll;
        this.atLocations = atLocations;
    }

    /** Whether it is judged at this place; null: over all locations. */
    public boolean isJudgedAt(String location) {
        return location == null ? overAll : atLocations;
    }

    abstract boolean holds(Variant variant, Level level);
}
