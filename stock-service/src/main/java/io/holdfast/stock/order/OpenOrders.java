package io.holdfast.stock.order;

import io.holdfast.service.problem.Problem;
import io.holdfast.stock.ledger.PlaceOrder;
import io.smallrye.config.ConfigMapping;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Caps on unpaid orders that hold units, so that nobody locks up all stock with orders that are never paid. Without a cap
 * nothing is counted. With one, what is open in the database and what is being placed at this replica count together, so a
 * crowd doesn't slip through; replicas don't know of each other's crowds.
 */
@ApplicationScoped
class OpenOrders {

    private static final int RETRY_AFTER_SECONDS = 30;

    private final OpenOrderStore store;
    private final Caps caps;
    private final boolean capped;
    private final Map<String, Integer> beingPlaced = new ConcurrentHashMap<>();

    /** Open unpaid orders that hold units; unlimited unless set. The migrations read the same, for the index. */
    @ConfigMapping(prefix = "holdfast.orders")
    interface Caps {
        /** Unpaid orders that hold units which a merchant may have; beyond, 429. The same for all replicas and the migrations. */
        OptionalInt openPerMerchant();

        /** The same of one channel. */
        OptionalInt openPerChannel();
    }

    OpenOrders(OpenOrderStore store, Caps caps) {
        this.store = store;
        this.caps = caps;
        this.capped = caps.openPerMerchant().isPresent() || caps.openPerChannel().isPresent();
    }

    /** What {@code place} does, or 429 if too many orders are open. */
    <T> Uni<T> within(PlaceOrder order, Supplier<Uni<T>> place) {
        if (!capped) {
            return place.get();
        }
        String merchant = order.merchant();
        String channel = merchant + "/" + order.channel();
        int othersOfMerchant = enter(merchant);
        int othersOfChannel = enter(channel);
        return store.count(order, caps.openPerMerchant().orElse(0), caps.openPerChannel().orElse(0)).invoke(open -> {
            if (!open.addsNone()) {
                require(caps.openPerMerchant(), open.ofMerchant() + othersOfMerchant, "A merchant");
                require(caps.openPerChannel(), open.ofChannel() + othersOfChannel, "A channel");
            }
        }).chain(open -> place.get()).eventually(() -> {
            leave(merchant);
            leave(channel);
        });
    }

    private static void require(OptionalInt cap, long open, String whose) {
        if (cap.isPresent() && open >= cap.getAsInt()) {
            throw Problem.tooMany("too-many-reservations", whose + " may have up to " + cap.getAsInt()
                    + " unpaid orders open. It can place more once some are paid, cancelled or expired.", RETRY_AFTER_SECONDS)
                    .with("limit", cap.getAsInt());
        }
    }

    /** How many were there before. */
    private int enter(String place) {
        return beingPlaced.merge(place, 1, Integer::sum) - 1;
    }

    private void leave(String place) {
        beingPlaced.computeIfPresent(place, (name, there) -> there == 1 ? null : there - 1);
    }
}
