package io.holdfast.catalog.product;

import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The refusal of SKUs that a variant has already, archived ones included, or that one request names twice. */
@ApplicationScoped
class TakenSkus {

    private final VariantStore variants;

    TakenSkus(VariantStore variants) {
        this.variants = variants;
    }

    /**
     * Fails with {@code sku-taken} naming all of them.
     *
     * @param free the SKUs that could be inserted
     */
    Uni<Void> refuse(SqlConnection transaction, String merchant, List<VariantFields> asked, Set<String> free) {
        Set<String> used = asked.stream().map(VariantFields::sku).filter(sku -> !free.contains(sku)).collect(Collectors.toSet());
        if (used.isEmpty() && free.size() == asked.size()) {
            return Uni.createFrom().voidItem();
        }
        return variants.bySkus(transaction, merchant, used).onItem().transformToUni(owners ->
                Uni.createFrom().failure(problem(asked, owners.stream().collect(Collectors.toMap(Variant::sku, Function.identity())))));
    }

    private static Problem problem(List<VariantFields> asked, Map<String, Variant> owners) {
        List<Problem.Error> errors = new ArrayList<>();
        Set<String> skus = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < asked.size(); i++) {
            String sku = asked.get(i).sku();
            Variant owner = owners.get(sku);
            boolean again = !seen.add(sku);
            if (owner != null || again) {
                skus.add(sku);
                errors.add(new Problem.Error("/variants/" + i + "/sku", owner == null ? "is named twice in this request"
                        : "is already a variant of " + (owner.archived() ? "the archived product " : "product ") + owner.productId()));
            }
        }
        return Problem.conflict("sku-taken", "A SKU is taken", "Already taken: " + String.join(", ", skus))
                .with("skus", List.copyOf(skus)).with("errors", errors);
    }
}
