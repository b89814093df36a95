package io.holdfast.allocation.variant;

import io.holdfast.service.database.Transactions;
import io.holdfast.service.peers.StockQuestions;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Which SKUs a merchant has. What this service has not heard of yet, the stock service may have. */
@ApplicationScoped
public class KnownSkus {

    private static final int RETRY_AFTER_SECONDS = 2;

    private final Transactions transactions;
    private final VariantStore store;
    private final StockQuestions stock;

    KnownSkus(Transactions transactions, VariantStore store, StockQuestions stock) {
        this.transactions = transactions;
        this.store = store;
        this.stock = stock;
    }

    /** Fails with 422 on {@code /sku} where there is no such SKU; with 503 while nobody can say. */
    public Uni<Void> require(String merchant, String sku) {
        return transactions.of(merchant, reading -> store.known(reading, merchant, Set.of(sku)))
                .flatMap(known -> known.contains(sku) ? Uni.createFrom().item(true) : inStock(merchant, sku))
                .map(exists -> {
                    new Problem.Errors().check(exists, "/sku", "there is no SKU \"" + sku + "\"").throwIfAny();
                    return null;
                });
    }

    private Uni<Boolean> inStock(String merchant, String sku) {
        return stock.levels(merchant, List.of(sku)).map(answer -> answer.orElseThrow(() -> Problem.unavailable(
                "Whether the SKU exists can't be checked: the stock service does not answer.", RETRY_AFTER_SECONDS)).containsKey(sku));
    }
}
