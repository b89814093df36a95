package io.holdfast.notification.rules;

import io.holdfast.notification.rules.Step.Level;
import io.holdfast.notification.rules.Step.Variant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** When an alert's condition began to hold: both stories are walked in the order of time, so it does not matter which arrived first. */
public final class Crossing {

    private Crossing() {}

    /**
     * The begin of the condition that holds now, or null if it does not hold.
     *
     * @param location where it is judged; null: over all locations
     * @param openSince since when the alert is open already, or null. It counts where the trails no longer reach back to the crossing
     */
    public static Instant since(AlertKind kind, String location, Trail<Variant> variants, Trail<Level> levels, Instant openSince) {
        if (!kind.isJudgedAt(location)) {
            return null;
        }
        return location == null ? since(kind, variants, levels, openSince)
                : since(kind, variants.at(location), levels.at(location), openSince);
    }

    private static Instant since(AlertKind kind, Trail<Variant> variants, Trail<Level> levels, Instant openSince) {
        Walk walk = new Walk(kind);
        inOrderOfTime(variants, levels).forEach(walk::step);
        if (walk.since == null) {
            return null;
        }
        boolean forgotten = variants.isFull() || levels.isFull();
        boolean heldBefore = forgotten && walk.fromTheStart && openSince != null && openSince.isBefore(walk.since);
        return heldBefore ? openSince : walk.since;
    }

    private static List<Step> inOrderOfTime(Trail<Variant> variants, Trail<Level> levels) {
        List<Step> steps = new ArrayList<>(variants.steps());
        steps.addAll(levels.steps());
        // Stable: at the same moment the catalogue comes first, and versions of one story keep their order.
        steps.sort(Comparator.comparing(Step::time));
        return steps;
    }

    private static final class Walk {
        private final AlertKind kind;
        private Variant variant;
        private Level level;
        private boolean begun;
        private boolean fromTheStart;
        private Instant since;

        Walk(AlertKind kind) {
            this.kind = kind;
        }

        void step(Step step) {
            if (step instanceof Variant v) {
                variant = newer(variant, v);
            } else if (step instanceof Level l) {
                level = newer(level, l);
            }
            if (variant == null || level == null) {
                return;
            }
            boolean holds = variant.watched() && kind.holds(variant, level);
            fromTheStart = holds && (!begun || fromTheStart);
            begun = true;
            since = holds ? (since == null ? step.time() : since) : null;
        }

        /** Clocks may step back by a little; versions never do. */
        private static <S extends Step> S newer(S known, S step) {
            return known == null || step.version() > known.version() ? step : known;
        }
    }
}
