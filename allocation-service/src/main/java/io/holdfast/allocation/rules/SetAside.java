package io.holdfast.allocation.rules;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What {@code RESERVE}s set aside together. Those that are never in force at the same moment are never added up. */
public final class SetAside {

    private SetAside() {}

    /** Units that one of them still sets aside, and when. */
    public record Share(long units, Window window) {}

    /**
     * The most that is set aside at any moment.
     *
     * @param allocations how many set them aside
     * @param from the first such moment
     */
    public record Peak(long units, int allocations, Instant from) {}

    /** What changes at one moment. */
    private record Step(long units, int allocations) {

        private Step and(Step other) {
            return new Step(units + other.units, allocations + other.allocations);
        }

        private Step undone() {
            return new Step(-units, -allocations);
        }
    }

    /** The peak while a window is in force, now or later; none where nothing is set aside then. */
    public static Optional<Peak> peak(Window within, List<Share> shares, Instant now) {
        TreeMap<Instant, Step> steps = new TreeMap<>();
        for (Share share : shares) {
            Window common = share.window().common(within, now);
            if (share.units() > 0 && common.at(now) != Window.State.ENDED) {
                Step begins = new Step(share.units(), 1);
                steps.merge(common.startsAt(), begins, Step::and);
                if (common.endsAt() != null) {
                    steps.merge(common.endsAt(), begins.undone(), Step::and);
                }
            }
        }
        Step sum = new Step(0, 0);
        Optional<Peak> highest = Optional.empty();
        for (Map.Entry<Instant, Step> step : steps.entrySet()) {
            sum = sum.and(step.getValue());
            if (sum.units() > highest.map(Peak::units).orElse(0L)) {
                highest = Optional.of(new Peak(sum.units(), sum.allocations(), step.getKey()));
            }
        }
        return highest;
    }
}
