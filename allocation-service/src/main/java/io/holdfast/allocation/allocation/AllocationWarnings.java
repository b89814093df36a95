package io.holdfast.allocation.allocation;

import static java.util.stream.Collectors.groupingBy;

import io.holdfast.allocation.allocation.ClaimStore.Claim;
import io.holdfast.allocation.rules.AllocationTerms;
import io.holdfast.allocation.rules.SetAside;
import io.holdfast.allocation.rules.SetAside.Share;
import io.holdfast.allocation.rules.Warning;
import io.holdfast.service.peers.StockQuestions.Draw;
import io.holdfast.service.peers.StockQuestions.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What a merchant should know of an allocation, from what the stock service said of it and of its neighbours. */
final class AllocationWarnings {

    private static final String STATUS = "STATUS";

    private AllocationWarnings() {}

    /**
     * @param claims of all {@code RESERVE}s on the same units; none where the allocation is no {@code RESERVE}
     * @param draws by allocation; empty where the stock service could not be asked
     * @param levels by SKU, likewise
     */
    static List<Warning> of(Allocation allocation, List<Claim> claims, Optional<Map<UUID, Draw>> draws, Optional<Map<String, Level>> levels) {
        AllocationTerms terms = allocation.terms();
        if (draws.isEmpty() || levels.isEmpty()) {
            return List.of(Warning.stockUnavailable());
        }
        Level own = levels.get().get(terms.sku());
        if (own != null && STATUS.equals(own.tracking())) {
            return List.of(Warning.notCounted(terms.sku(), terms.purpose()));
        }
        List<Warning> warnings = new ArrayList<>();
        new TreeMap<>(claims.stream().collect(groupingBy(Claim::unit))).forEach((unit, on) ->
                warnings.addAll(aboveStock(allocation, on, draws.get(), levels.get().get(unit))));
        return warnings;
    }

    /** @param level of the SKU that is claimed; null where the stock service doesn't know it */
    private static List<Warning> aboveStock(Allocation allocation, List<Claim> claims, Map<UUID, Draw> draws, Level level) {
        if (level == null || STATUS.equals(level.tracking())) {
            return List.of();
        }
        List<Share> shares = claims.stream()
                .map(claim -> new Share(AllocationView.draw(draws, claim.id(), claim.quantity()).remaining() * claim.each(), claim.window())).toList();
        return SetAside.peak(allocation.terms().window(), shares, allocation.asOf())
                .map(peak -> Warning.aboveStock(level.sku(), peak, claims.stream().anyMatch(Claim::isOfBundle), level.available(), level.onHand(),
                        allocation.asOf()))
                .orElse(List.of());
    }
}
