package io.holdfast.stock.telling;

import io.holdfast.stock.lane.Lanes;
import io.holdfast.stock.ledger.Retell;
import io.holdfast.stock.sweep.Sweeper;
import io.holdfast.stock.telling.RetellingStore.Remembered;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Puts what may have to be told into the lanes; the batch finds out, and forgets nothing that it has not told. */
@ApplicationScoped
class RetellingSweep {

    private static final Logger LOG = Logger.getLogger(RetellingSweep.class);
    private static final int AT_ONCE = 8;

    private final RetellingStore store;
    private final Lanes lanes;
    private final Sweeper sweeper;

    RetellingSweep(Vertx vertx, RetellingStore store, Lanes lanes) {
        this.store = store;
        this.lanes = lanes;
        this.sweeper = new Sweeper(vertx, "What is to be told again", this::sweep);
    }

    void start(@Observes StartupEvent event) {
        sweeper.start();
    }

    void stop(@Observes ShutdownEvent event) {
        sweeper.stop();
    }

    private Uni<Long> sweep() {
        return store.turning().flatMap(this::tellTurned)
                .flatMap(turned -> store.remembered().flatMap(this::tellRemembered))
                .flatMap(more -> more ? Uni.createFrom().item(Sweeper.SHORTEST_PAUSE_MS) : store.untilNextTurn());
    }

    private Uni<Void> tellTurned(RowSet<Row> turning) {
        List<Row> rows = new ArrayList<>();
        turning.forEach(rows::add);
        return Multi.createFrom().iterable(rows).onItem()
                .transformToUni(row -> tell(row.getString("merchant"), List.of(row.getString("sku"))).flatMap(told -> store.turned(row))
                        .onFailure().recoverWithUni(failure -> later(row.getString("merchant"), row.getString("sku"), failure)))
                .merge(AT_ONCE).onItem().ignoreAsUni();
    }

    /** Whether there are more that can be told now. What is edited meanwhile waits: it is often counted next, and then told by that. */
    private Uni<Boolean> tellRemembered(List<Remembered> entries) {
        List<Remembered> onwards = entries.stream().filter(Remembered::onwards).toList();
        Collection<List<Remembered>> ofMerchants = entries.stream().filter(entry -> !entry.onwards())
                .collect(Collectors.groupingBy(Remembered::merchant)).values();
        boolean more = entries.size() == RetellingStore.AT_ONCE;
        return Uni.combine().all().unis(tellEach(onwards), tellTogether(ofMerchants)).with((some, others) -> some || others && more);
    }

    /** A merchant's SKUs by one command: an import leaves thousands. Where that fails, one that can't be told is among them. */
    private Uni<Boolean> tellTogether(Collection<List<Remembered>> ofMerchants) {
        return Multi.createFrom().iterable(ofMerchants).onItem()
                .transformToUni(entries -> tell(entries.get(0).merchant(), entries.stream().map(Remembered::sku).toList())
                        .flatMap(told -> store.forget(entries)).replaceWith(true)
                        .onFailure().recoverWithUni(failure -> tellEach(entries)))
                .merge(AT_ONCE).collect().asList().map(told -> told.contains(true));
    }

    private Uni<Boolean> tellEach(List<Remembered> entries) {
        return Multi.createFrom().iterable(entries).onItem()
                .transformToUni(entry -> skusOf(entry).flatMap(skus -> tell(entry.merchant(), skus).flatMap(told -> store.forget(entry, skus)))
                        .replaceWith(true).onFailure().recoverWithUni(failure ->
                                store.putLast(entry).flatMap(last -> later(entry.merchant(), entry.sku(), failure)).replaceWith(false)))
                .merge(AT_ONCE).collect().asList().map(told -> told.contains(true));
    }

    /** One that can't be told holds up no other; it stays to be told. */
    private static Uni<Void> later(String merchant, String sku, Throwable failure) {
        LOG.warnf("%s of %s could not be told again, and will be: %s", sku, merchant, failure.getMessage());
        return Uni.createFrom().voidItem();
    }

    private Uni<List<String>> skusOf(Remembered entry) {
        return entry.onwards() ? store.behind(entry) : Uni.createFrom().item(List.of(entry.sku()));
    }

    private Uni<Void> tell(String merchant, List<String> skus) {
        return skus.isEmpty() ? Uni.createFrom().voidItem() : lanes.submit(new Retell(merchant, skus)).replaceWithVoid();
    }
}
