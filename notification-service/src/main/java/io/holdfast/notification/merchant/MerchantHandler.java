package io.holdfast.notification.merchant;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.contracts.MerchantChanged;
import io.holdfast.messaging.EventHandler;
import io.holdfast.messaging.Events;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Keeps what the gateway says of merchants. */
@ApplicationScoped
class MerchantHandler implements EventHandler {

    private final MerchantStore store;
    private final Events events;

    MerchantHandler(MerchantStore store, Events events) {
        this.store = store;
        this.events = events;
    }

    @Override
    public Set<String> types() {
        return Set.of(EventTypes.MERCHANT_CHANGED);
    }

    @Override
    public Uni<Void> apply(SqlConnection transaction, List<Envelope> batch) {
        List<Envelope> sorted = batch.stream()
                .sorted(Comparator.comparing(Envelope::merchant).thenComparing(Envelope::version)).toList();
        return Multi.createFrom().iterable(sorted)
                .onItem().transformToUniAndConcatenate(e ->
                        store.save(transaction, events.data(e, MerchantChanged.class), e.version(), e.time()))
                .onItem().ignoreAsUni();
    }
}
