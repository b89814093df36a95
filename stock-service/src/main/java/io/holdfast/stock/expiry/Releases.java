package io.holdfast.stock.expiry;

import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.ExpireOrder;
import io.holdfast.stock.ledger.Outcome;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/** Releases of due orders that are under way. One that takes long is not asked for again: that would only make it longer. */
final class Releases {

    private static final Logger LOG = Logger.getLogger(Releases.class);

    private final BiFunction<Command, String, Uni<Outcome>> lanes;
    private final Duration patience;
    private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

    /** @param patience how long to wait for one: a lane that is stuck must not keep the others' orders from expiring */
    Releases(BiFunction<Command, String, Uni<Outcome>> lanes, Duration patience) {
        this.lanes = lanes;
        this.patience = patience;
    }

    /** Orders that need not be looked for: those behind them may be due as well. */
    UUID[] underWay() {
        return underWay.toArray(UUID[]::new);
    }

    /**
     * Whether it is done; where not, it may still be under way.
     *
     * @param sku the only one that the order has; null: it has several
     */
    Uni<Boolean> release(ExpireOrder due, String sku) {
        if (!underWay.add(due.order())) {
            return Uni.createFrom().item(false);
        }
        // Memoized, so that not waiting any longer doesn't forget that it is under way.
        return lanes.apply(due, sku).onTermination().invoke(() -> underWay.remove(due.order())).memoize().indefinitely()
                .replaceWith(true).ifNoItem().after(patience).fail()
                .onFailure().invoke(failure -> LOG.debugf("Order %s is due and could not be expired yet: %s", due.order(), failure))
                .onFailure().recoverWithItem(false);
    }
}
