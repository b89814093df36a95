package io.holdfast.allocation.drift;

import io.holdfast.allocation.sellable.ChannelKey;
import io.holdfast.allocation.sellable.Look;
import io.holdfast.allocation.sellable.ToldChannels;
import io.holdfast.service.database.Transactions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Checks every channel that somebody listens to once a day, one after the other. */
@ApplicationScoped
class DriftRounds {

    private static final Logger LOG = Logger.getLogger(DriftRounds.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final DriftStore store;
    private final DriftCheck check;
    private final ToldChannels channels;
    private final Look look;

    DriftRounds(Vertx vertx, Transactions transactions, DriftStore store, DriftCheck check, ToldChannels channels) {
        this.transactions = transactions;
        this.store = store;
        this.check = check;
        this.channels = channels;
        this.look = new Look(vertx, LONGEST_PAUSE, this::round);
    }

    void start(@Observes StartupEvent event) {
        look.start();
    }

    void stop(@Observes ShutdownEvent event) {
        look.stop();
    }

    /** One channel, if there is one due; whether there was. */
    Uni<Boolean> round() {
        return transactions.ofAllMerchants(transaction -> store.enrol(transaction).chain(() -> store.claim(transaction)))
                .flatMap(due -> due.isEmpty() ? Uni.createFrom().item(false) : transactions.of(due.get().merchant(),
                                reading -> channels.isConnected(reading, due.get().merchant(), due.get().channel()))
                        .flatMap(connected -> connected ? checked(due.get()) : Uni.createFrom().voidItem()).replaceWith(true));
    }

    private Uni<Void> checked(ChannelKey channel) {
        return check.check(channel, "DAILY").invoke(report -> {
            if (report.different() > 0) {
                LOG.warnf("Channel %s of %s was told something else than is true of %d of %d SKUs", channel.channel(), channel.merchant(),
                        report.different(), report.checked());
            }
        }).replaceWithVoid().onFailure().recoverWithUni(failure -> {
            LOG.warnf("Channel %s of %s could not be checked and will be later: %s", channel.channel(), channel.merchant(), failure.getMessage());
            return transactions.of(channel.merchant(), transaction -> store.later(transaction, channel, AFTER_A_FAILURE));
        });
    }
}
