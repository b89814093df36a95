package io.holdfast.notification.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * The last steps of one story in the order of their versions. A step that comes late finds its place, so that the order of
 * arrival leaves no trace; only what is older than the whole trail is forgotten.
 *
 * @param steps oldest first
 */
public record Trail<S extends Step>(List<S> steps) {

    /** Far more than are ever under way at once; small enough to be stored with each variant. */
    public static final int LENGTH = 16;

    public static <S extends Step> Trail<S> empty() {
        return new Trail<>(List.of());
    }

    /** The trail with one step more; the same trail for a step that it has, or that is older than all of a full trail. */
    public Trail<S> plus(S step) {
        int place = steps.size();
        while (place > 0 && steps.get(place - 1).version() > step.version()) {
            place--;
        }
        boolean known = place > 0 && steps.get(place - 1).version() == step.version();
        if (known || (place == 0 && isFull())) {
            return this;
        }
        List<S> longer = new ArrayList<>(steps);
        longer.add(place, step);
        return new Trail<>(List.copyOf(longer.subList(Math.max(0, longer.size() - LENGTH), longer.size())));
    }

    /** The newest step, or null. */
    public S last() {
        return steps.isEmpty() ? null : steps.get(steps.size() - 1);
    }

    /** The same story as one location saw it. */
    @SuppressWarnings("unchecked")
    Trail<S> at(String location) {
        return new Trail<>(steps.stream().map(step -> (S) step.at(location)).toList());
    }

    /** Whether older steps may have been forgotten. */
    boolean isFull() {
        return steps.size() >= LENGTH;
    }
}
