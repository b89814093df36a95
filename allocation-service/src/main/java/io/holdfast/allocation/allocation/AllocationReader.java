package io.holdfast.allocation.allocation;

import io.holdfast.allocation.rules.AllocationTerms;
import io.holdfast.allocation.rules.Membership.Pot;
import io.holdfast.allocation.rules.Warning;
import io.holdfast.messaging.Changes.Applied;
import io.holdfast.service.paging.Page;
import io.holdfast.service.peers.StockQuestions;
import io.holdfast.service.peers.StockQuestions.Draw;
import io.holdfast.service.peers.StockQuestions.Level;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads allocations, with what the stock service says of them at that moment. */
@ApplicationScoped
class AllocationReader {

    private final Pool pool;
    private final AllocationStore store;
    private final StockQuestions stock;

    AllocationReader(Pool pool, AllocationStore store, StockQuestions stock) {
        this.pool = pool;
        this.store = store;
        this.stock = stock;
    }

    Uni<Optional<Allocation>> find(String merchant, UUID id) {
        return store.find(pool, merchant, id);
    }

    Uni<Page<AllocationView>> page(String merchant, UUID after, String sku, String channel, int limit) {
        return store.list(pool, merchant, after, sku, channel, limit)
                .map(found -> Page.of(found, limit, Allocation::id))
                .flatMap(page -> stock.draws(merchant, page.items().stream().filter(a -> a.terms().reserves()).map(Allocation::id).toList())
                        .map(draws -> page.map(allocation -> AllocationView.of(allocation, draws, null, null))));
    }

    /** One allocation with its warnings, for which all {@code RESERVE}s of the SKU count. */
    Uni<AllocationView> view(String merchant, Applied<Allocation> applied) {
        Allocation allocation = applied.result();
        if (!allocation.terms().reserves()) {
            return Uni.createFrom().item(AllocationView.of(allocation, Optional.empty(), List.of(), applied.note()));
        }
        if (applied.pending()) {
            // Just now it did not answer; the caller need not wait for that twice.
            return Uni.createFrom().item(AllocationView.of(allocation, Optional.empty(), List.of(Warning.stockUnavailable()), applied.note()));
        }
        String sku = allocation.terms().sku();
        return store.pots(pool, merchant, sku).flatMap(pots -> stock.draws(merchant, pots.stream().map(Pot::id).toList())
                .flatMap(draws -> stock.levels(merchant, List.of(sku)).map(levels ->
                        AllocationView.of(allocation, draws, warnings(allocation.terms(), pots, draws, levels), applied.note()))));
    }

    private static List<Warning> warnings(AllocationTerms terms, List<Pot> pots, Optional<Map<UUID, Draw>> draws, Optional<Map<String, Level>> levels) {
        if (draws.isEmpty() || levels.isEmpty()) {
            return List.of(Warning.stockUnavailable());
        }
        Level level = levels.get().get(terms.sku());
        if (level == null) {
            return List.of();
        }
        if ("STATUS".equals(level.tracking())) {
            return List.of(Warning.notCounted(terms.sku()));
        }
        long setAside = pots.stream().mapToLong(pot -> AllocationView.draw(draws.get(), pot.id(), pot.quantity()).remaining()).sum();
        return Warning.aboveStock(terms.sku(), setAside, level.available(), level.onHand());
    }
}
