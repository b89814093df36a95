package io.holdfast.stock.ledger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Why a command changed nothing. A value, told to the caller as it is. */
public sealed interface Refusal {

    /** The order is refused as a whole; every short line is named. */
    record InsufficientStock(List<Short> lines) implements Refusal {

        /**
         * What was asked and what the channel may sell.
         *
         * @param components of a bundle: what was asked and may be sold of each; else empty
         */
        public record Short(String sku, long requested, long sellable, List<Short> components) {}

        static Optional<Outcome> refusal(List<Planning.Plan> plans) {
            List<Short> missing = plans.stream().filter(Planning.Plan::isShort).map(InsufficientStock::shortLine).toList();
            return missing.isEmpty() ? Optional.empty() : Optional.of(Outcome.refused(new InsufficientStock(missing)));
        }

        private static Short shortLine(Planning.Plan plan) {
            Recipe recipe = plan.asked().recipe();
            return new Short(recipe.of().sku(), plan.asked().quantity(), plan.offer().sellable(),
                    recipe.isBundle() ? components(plan) : List.of());
        }

        /** Those that are short; where each would be enough by itself, but not at one place, or sales are stopped, all of them. */
        private static List<Short> components(Planning.Plan plan) {
            List<Short> all = plan.asked().recipe().ingredients().stream()
                    .map(i -> new Short(i.item().sku(), plan.asked().quantity() * i.perUnit(), plan.offer().sellableOf(i), List.of()))
                    .filter(part -> part.sellable() != Offer.UNLIMITED).toList();
            List<Short> missing = all.stream().filter(part -> part.sellable() < part.requested()).toList();
            return missing.isEmpty() ? all : missing;
        }
    }

    /** The order can't take the place of the one that it names. */
    record CannotSupersede(UUID order, Why why) implements Refusal {
        /** What is the matter with it. */
        public enum Why { UNKNOWN, OTHER_CHANNEL, NOT_UNPAID }
    }

    /** The reference is taken by an order with other content. */
    record ReferenceReused(UUID order) implements Refusal {}

    /** The order's state does not allow it. */
    record AlreadyResolved(Order.State state) implements Refusal {}

    /** More was to be shipped or returned than there is; every line is named. */
    record TooMany(String code, List<Line> lines) implements Refusal {
        /** What was asked and what would be possible. */
        public record Line(String sku, long requested, long possible) {}
    }

    /** There is no such thing for this merchant. */
    record Unknown(What what, List<String> names) implements Refusal {
        /** What was looked for. */
        public enum What { ORDER, SHIPMENT, CHANNEL, SKU, LOCATION }
    }

    /** These SKUs have no stock of their own: they are bundles, or tracked by status. */
    record NotCounted(List<String> skus) implements Refusal {}

    /** Everything has arrived, or was given up. */
    record ShipmentClosed(UUID shipment) implements Refusal {}

    /** Only a POS channel sells over the counter. */
    record NotOverTheCounter(String channel) implements Refusal {}

    static Outcome unknown(Unknown.What what, List<String> names) {
        return Outcome.refused(new Unknown(what, names));
    }

    static Outcome alreadyResolved(Order order) {
        return Outcome.refused(new AlreadyResolved(order.state()));
    }
}
