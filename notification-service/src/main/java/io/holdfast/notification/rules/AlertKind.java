package io.holdfast.notification.rules;

import io.holdfast.notification.rules.Step.Level;
import io.holdfast.notification.rules.Step.Variant;

/** What a merchant should know about a variant's level. */
public enum AlertKind {

    /** Below its threshold. What was never counted is not low. */
    LOW {
        @Override
        boolean holds(Variant variant, Level level) {
            return level.counted() && variant.threshold() != null && level.available() < variant.threshold();
        }
    },
    /** Nothing left. What was never counted is not sold out. */
    SOLD_OUT {
        @Override
        boolean holds(Variant variant, Level level) {
            return level.counted() && level.available() <= 0;
        }
    },
    /** More sold than was there; counted or not. */
    NEGATIVE {
        @Override
        boolean holds(Variant variant, Level level) {
            return level.available() < 0;
        }
    };

    abstract boolean holds(Variant variant, Level level);
}
