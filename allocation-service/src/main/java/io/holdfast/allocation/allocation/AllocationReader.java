package io.holdfast.allocation.allocation;

import io.holdfast.allocation.allocation.ClaimStore.Claim;
import io.holdfast.allocation.rules.Warning;
import io.holdfast.messaging.Changes.Applied;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.paging.Page;
import io.holdfast.service.peers.StockQuestions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads allocations, with what the stock service says of them at that moment. */
@ApplicationScoped
class AllocationReader {

    private final Transactions transactions;
    private final AllocationStore store;
    private final ClaimStore claims;
    private final StockQuestions stock;

    AllocationReader(Transactions transactions, AllocationStore store, ClaimStore claims, StockQuestions stock) {
        this.transactions = transactions;
        this.store = store;
        this.claims = claims;
        this.stock = stock;
    }

    Uni<Optional<Allocation>> find(String merchant, UUID id) {
        return transactions.of(merchant, reading -> store.find(reading, merchant, id));
    }

    Uni<Page<AllocationView>> page(String merchant, UUID after, String sku, String channel, int limit) {
        return transactions.of(merchant, reading -> store.list(reading, merchant, after, sku, channel, limit))
                .map(found -> Page.of(found, limit, Allocation::id))
                .flatMap(page -> stock.draws(merchant, page.items().stream().filter(a -> a.terms().drawable()).map(Allocation::id).toList())
                        .map(draws -> page.map(allocation -> AllocationView.of(allocation, draws, null, null))));
    }

    /** One allocation with its warnings, for which all {@code RESERVE}s count that are in force while it is. */
    Uni<AllocationView> view(String merchant, Applied<Allocation> applied) {
        Allocation allocation = applied.result();
        if (allocation.terms().stops()) {
            return Uni.createFrom().item(AllocationView.of(allocation, Optional.empty(), List.of(), applied.note()));
        }
        if (applied.pending()) {
            // Just now it did not answer; the caller need not wait for that twice.
            return Uni.createFrom().item(AllocationView.of(allocation, Optional.empty(), List.of(Warning.stockUnavailable()), applied.note()));
        }
        return claims(merchant, allocation).flatMap(on -> stock.draws(merchant, asked(allocation, on))
                .flatMap(draws -> stock.levels(merchant, units(allocation, on)).map(levels ->
                        AllocationView.of(allocation, draws, AllocationWarnings.of(allocation, on, draws, levels), applied.note()))));
    }

    private Uni<List<Claim>> claims(String merchant, Allocation allocation) {
        return !allocation.terms().reserves() ? Uni.createFrom().item(List.of())
                : transactions.of(merchant, reading -> claims.claims(reading, merchant, allocation.terms().sku()));
    }

    private static Set<UUID> asked(Allocation allocation, List<Claim> claims) {
        Stream<UUID> own = allocation.terms().drawable() ? Stream.of(allocation.id()) : Stream.empty();
        return Stream.concat(own, claims.stream().map(Claim::id)).collect(Collectors.toSet());
    }

    private static Set<String> units(Allocation allocation, List<Claim> claims) {
        return Stream.concat(Stream.of(allocation.terms().sku()), claims.stream().map(Claim::unit)).collect(Collectors.toSet());
    }
}
