package io.holdfast.catalog.product;

import io.holdfast.service.peers.StockQuestions;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.problem.Problem.Errors;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;

/** Whether the locations of thresholds, switches and pars exist, which only the stock service can say. */
@ApplicationScoped
class KnownLocations {

    private static final int RETRY_AFTER_SECONDS = 2;

    private final StockQuestions stock;

    KnownLocations(StockQuestions stock) {
        this.stock = stock;
    }

    /**
     * The codes of a merchant's locations. Asked before the transaction, because rows should not stay locked meanwhile.
     *
     * @param needed whether anybody names any; else nobody is asked. Fails with 503 while nobody can say.
     */
    Uni<Set<String>> of(String merchant, boolean needed) {
        if (!needed) {
            return Uni.createFrom().item(Set.of());
        }
        return stock.locations(merchant).map(answer -> Set.copyOf(answer.orElseThrow(() -> Problem.unavailable(
                "Whether the locations exist can't be checked: the stock service does not answer.", RETRY_AFTER_SECONDS))));
    }

    /** Whether these fields name locations that the former didn't. */
    static boolean isNeeded(VariantFields before, VariantFields after) {
        return !isSame(before.locationThresholds(), after.locationThresholds()) || !isSame(before.par(), after.par())
                || !isSame(before.locationSwitches(), after.locationSwitches());
    }

    static void check(VariantFields after, Set<String> known, String pointer, Errors errors) {
        check(after.locationThresholds(), known, pointer + "/lowStock/perLocation/", errors);
        check(after.locationSwitches(), known, pointer + "/lowStock/notifyPerLocation/", errors);
        check(after.par(), known, pointer + "/par/", errors);
    }

    private static boolean isSame(Map<String, ?> before, Map<String, ?> after) {
        return ByLocation.none(after) || before != null && before.keySet().containsAll(after.keySet());
    }

    private static void check(Map<String, ?> byLocation, Set<String> known, String pointer, Errors errors) {
        if (byLocation != null) {
            byLocation.keySet().forEach(code -> errors.check(known.contains(code), pointer + Problem.escaped(code), "there is no location \"" + code + "\""));
        }
    }
}
