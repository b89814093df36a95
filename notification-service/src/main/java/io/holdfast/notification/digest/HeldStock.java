package io.holdfast.notification.digest;

import io.holdfast.service.Limits;
import io.holdfast.service.peers.StockQuestions;
import io.holdfast.service.peers.StockQuestions.Holders;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks which orders hold the stock that a digest is about. A digest never fails or waits for long because of it. */
@ApplicationScoped
class HeldStock {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ASKED_AT_ONCE = 8;
    private static final int SILENCES = 3;

    private final StockQuestions stock;

    HeldStock(StockQuestions stock) {
        this.stock = stock;
    }

    /** Holders by SKU, as far as the stock service said so in time. After some silences no more is asked. */
    Uni<Map<String, Holders>> of(String merchant, Collection<String> skus) {
        Map<String, Holders> holders = new ConcurrentHashMap<>();
        AtomicInteger silences = new AtomicInteger();
        return Multi.createFrom().iterable(skus)
                .onItem().transformToUni(sku -> silences.get() >= SILENCES ? Uni.createFrom().voidItem()
                        : stock.holders(merchant, sku, Limits.DEFAULT_PAGE)
                                .invoke(answer -> answer.ifPresentOrElse(known -> holders.put(sku, known), silences::incrementAndGet))
                                .replaceWithVoid())
                .merge(ASKED_AT_ONCE).onItem().ignoreAsUni()
                .ifNoItem().after(PATIENCE).recoverWithItem(() -> null)
                .map(done -> Map.copyOf(holders));
    }
}
