package io.holdfast.stock.advice;

import io.holdfast.stock.ledger.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When should stock go down? Whoever buys at the payment page wants the unit that is in the basket ({@code ON_ORDER}); a
 * basket that is never paid keeps it from a buyer who would pay ({@code ON_PAYMENT}). How much each matters depends on how
 * long payments take and how soon the stock runs out.
 */
final class TriggerAdvice {

    private static final Duration SHORT_LIFE = Duration.ofMinutes(15);

    private TriggerAdvice() {}

    /**
     * What is known of how the merchant sells.
     *
     * @param methods payment methods in use; empty: unknown
     * @param slowMethods those of them that take days
     * @param unpaidLife of a basket
     * @param peak why much is expected to be sold soon; null: it is not
     * @param restockDays how long a new delivery takes
     */
    record Habits(List<String> methods, List<String> slowMethods, Duration unpaidLife, String peak, int restockDays) {

        boolean isPeak() {
            return peak != null;
        }

        /** At least half of the methods. */
        boolean isMostlySlow() {
            return !slowMethods.isEmpty() && slowMethods.size() * 2 >= methods.size();
        }
    }

    /** What to choose, and why, in sentences with numbers. */
    record Advice(Trigger trigger, List<String> reasons) {}

    static Advice of(Habits habits, Depth depth) {
        List<String> reasons = new ArrayList<>();
        Depth.Kind kind = depth.kind(habits.isPeak(), habits.restockDays());
        reasons.add(kind == Depth.Kind.UNKNOWN
                ? "Nothing was sold in " + Depth.DAYS + " days, so how long " + depth.available() + " available units last is not known."
                : depth.sentence(habits.isPeak(), habits.restockDays()));
        if (habits.isPeak()) {
            reasons.add(habits.peak());
        }
        Trigger trigger = switch (kind) {
            case DEEP -> deep(reasons);
            case SHALLOW -> shallow(habits, reasons);
            case MIDDLING, UNKNOWN -> between(habits, reasons);
        };
        return new Advice(trigger, List.copyOf(reasons));
    }

    private static Trigger deep(List<String> reasons) {
        reasons.add("So few buyers meet at the last unit that overselling is unlikely; taking stock at the payment keeps all of it "
                + "sellable, whatever becomes of the baskets.");
        return Trigger.ON_PAYMENT;
    }

    private static Trigger shallow(Habits habits, List<String> reasons) {
        if (habits.isPeak()) {
            reasons.add("Many buyers will meet at the last units: each should be one buyer's before the payment page, or it is sold twice.");
            shortLives(habits, reasons);
            return Trigger.ON_ORDER;
        }
        if (habits.isMostlySlow()) {
            reasons.add(slow(habits) + " Unpaid orders would keep the last units for days from buyers who pay at once; taken at the payment "
                    + "they stay sellable. Some units will be sold twice: such orders are SHORT, and you are told.");
            return Trigger.ON_PAYMENT;
        }
        reasons.add("The last units are fought for: reserved with the order, each is promised once, and an unpaid basket gives it back after "
                + habits.unpaidLife().toMinutes() + " minutes.");
        if (!habits.slowMethods().isEmpty()) {
            reasons.add(slow(habits) + " Give these methods a shorter life of their own if their baskets keep units for too long.");
        }
        return Trigger.ON_ORDER;
    }

    private static Trigger between(Habits habits, List<String> reasons) {
        reasons.add("Nothing speaks for selling a unit twice: reserved with the order, each is promised once.");
        if (habits.isPeak()) {
            shortLives(habits, reasons);
        }
        return Trigger.ON_ORDER;
    }

    private static void shortLives(Habits habits, List<String> reasons) {
        if (habits.unpaidLife().compareTo(SHORT_LIFE) > 0) {
            reasons.add("Let unpaid baskets live " + SHORT_LIFE.toMinutes() + " minutes instead of " + habits.unpaidLife().toMinutes()
                    + " meanwhile, so that what is not paid comes back while the buyers are still there.");
        }
        if (!habits.slowMethods().isEmpty()) {
            reasons.add(slow(habits) + " Leave them out during the peak, or give them a short life.");
        }
    }

    private static String slow(Habits habits) {
        return habits.slowMethods().size() + " of " + habits.methods().size() + " payment methods take days (" + String.join(", ", habits.slowMethods()) + ").";
    }
}
