package io.holdfast.allocation.webhook;

import io.holdfast.allocation.sellable.LaneStore;
import io.holdfast.allocation.sellable.Look;
import io.holdfast.allocation.sellable.Telling;
import io.holdfast.service.Limits;
import io.holdfast.service.database.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Finds lanes that are due and attempts them side by side. A receiver that takes its time holds up its own lane, and no
 * webhook and no merchant may have more than a share of those at work.
 */
@ApplicationScoped
class WebhookRounds {

    private static final Logger LOG = Logger.getLogger(WebhookRounds.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final int AT_WORK = 1_024;
    private static final int CLAIMED_AT_ONCE = 32;
    private static final int SHARE_OF_A_WEBHOOK = 16;
    private static final int SHARE_OF_A_MERCHANT = 128;

    private final Map<Lane, Boolean> atWork = new ConcurrentHashMap<>();
    private final Transactions transactions;
    private final ClaimStore claims;
    private final DeliveryStore deliveries;
    private final LaneStore lanes;
    private final Delivering delivering;
    private final Look look;
    private final Look sweep;

    WebhookRounds(Vertx vertx, Transactions transactions, ClaimStore claims, DeliveryStore deliveries, LaneStore lanes, Delivering delivering,
            Telling telling) {
        this.transactions = transactions;
        this.claims = claims;
        this.deliveries = deliveries;
        this.lanes = lanes;
        this.delivering = delivering;
        this.look = new Look(vertx, LONGEST_PAUSE, this::round);
        this.sweep = new Look(vertx, SWEEP, this::sweep);
        telling.wakesForWebhooks(look);
    }

    void start(@Observes StartupEvent event) {
        look.start();
        sweep.start();
    }

    void stop(@Observes ShutdownEvent event) {
        look.stop();
        sweep.stop();
    }

    /** Something is due now. */
    void hint() {
        look.hint();
    }

    private Uni<Boolean> round() {
        int room = Math.min(CLAIMED_AT_ONCE, AT_WORK - atWork.size());
        if (room <= 0) {
            return Uni.createFrom().item(false);
        }
        return transactions.ofAllMerchants(transaction -> claims.claim(transaction, Delivering.LEASE,
                        busy(Lane::webhook, SHARE_OF_A_WEBHOOK), busy(Lane::merchant, SHARE_OF_A_MERCHANT), room))
                .invoke(claimed -> claimed.forEach(this::attempt)).map(claimed -> claimed.size() == room);
    }

    private void attempt(Lane lane) {
        atWork.put(lane, true);
        delivering.attempt(lane).subscribe().with(done -> ended(lane), failure -> {
            // The lease runs out, and then it is tried again; what was sent goes again under the same id.
            LOG.warnf("A delivery to webhook %s could not be prepared or recorded: %s", lane.webhook(), failure);
            ended(lane);
        });
    }

    private void ended(Lane lane) {
        atWork.remove(lane);
        look.hint();
    }

    private <K> Collection<K> busy(Function<Lane, K> key, int share) {
        Map<K, Long> counts = atWork.keySet().stream().collect(Collectors.groupingBy(key, Collectors.counting()));
        return counts.entrySet().stream().filter(entry -> entry.getValue() >= share).map(Map.Entry::getKey).toList();
    }

    private Uni<Boolean> sweep() {
        return transactions.ofAllMerchants(lanes::wakeAll)
                .chain(() -> transactions.ofAllMerchants(transaction ->
                        deliveries.purge(transaction, Limits.DELIVERIES_KEPT, Limits.PARKED_DELIVERIES_KEPT))).replaceWith(false);
    }
}
