package io.holdfast.catalog.product;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.messaging.Changes;
import io.holdfast.messaging.Changes.Applied;
import io.holdfast.messaging.Changes.Change;
import io.holdfast.messaging.Events;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.editing.MergePatch;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** What changes products and variants. Each change tells the whole state of every variant that it concerns. */
@ApplicationScoped
class Products {

    private static final Set<String> READ_ONLY_OF_PRODUCT = Set.of("id", "variants", "createdAt", "applied");
    private static final Set<String> READ_ONLY_OF_VARIANT =
            Set.of("sku", "productId", "archived", "available", "note", "alert", "createdAt", "applied");

    private final Changes changes;
    private final ProductStore products;
    private final VariantStore variants;
    private final TakenSkus taken;
    private final Events events;
    private final MergePatch patches;

    Products(Changes changes, ProductStore products, VariantStore variants, TakenSkus taken, Events events, MergePatch patches) {
        this.changes = changes;
        this.products = products;
        this.variants = variants;
        this.taken = taken;
        this.events = events;
        this.patches = patches;
    }

    Uni<Applied<Product>> create(String merchant, NewProduct request) {
        request.check();
        NewProduct complete = request.complete();
        Map<String, VariantFields> bySku = new LinkedHashMap<>();
        complete.variants().forEach(v -> bySku.putIfAbsent(v.sku(), v));
        UUID id = UuidCreator.getTimeOrderedEpoch();
        return changes.make((transaction, now) -> products.insert(transaction, merchant, id, complete.name(), now)
                .flatMap(product -> variants.insert(transaction, merchant, id, List.copyOf(bySku.values()))
                        .flatMap(free -> taken.refuse(transaction, merchant, complete.variants(), free))
                        .flatMap(nothing -> told(transaction, merchant, product, now))));
    }

    /** A merge patch of name or archived. */
    Uni<Applied<Product>> patch(String merchant, UUID id, String ifMatch, String body) {
        return edit(merchant, id, ifMatch, before -> patches.apply(before, body, ProductFields.class, READ_ONLY_OF_PRODUCT));
    }

    Uni<Applied<Product>> archive(String merchant, UUID id, String ifMatch) {
        return edit(merchant, id, ifMatch, before -> new ProductFields(before.name(), true));
    }

    private Uni<Applied<Product>> edit(String merchant, UUID id, String ifMatch, Function<ProductFields, ProductFields> change) {
        return changes.make((transaction, now) -> products.lock(transaction, merchant, id).flatMap(found -> {
            Product product = found.orElseThrow(() -> Problem.notFound("product", id));
            ETags.require(ifMatch, product.version());
            ProductFields before = new ProductFields(product.name(), product.archived());
            ProductFields after = change.apply(before);
            after.check();
            if (after.equals(before)) {
                return unchanged(transaction, merchant, product);
            }
            return products.update(transaction, merchant, id, after)
                    .call(() -> variants.touch(transaction, merchant, id))
                    .flatMap(updated -> told(transaction, merchant, updated, now));
        }));
    }

    Uni<Applied<Variant>> patchVariant(String merchant, String sku, String ifMatch, String body) {
        return changes.make((transaction, now) -> products.lockOfVariant(transaction, merchant, sku)
                .flatMap(product -> variants.find(transaction, merchant, sku))
                .flatMap(found -> {
                    Variant variant = found.orElseThrow(() -> Problem.notFound("variant", sku));
                    ETags.require(ifMatch, variant.version());
                    VariantFields after = patched(variant.fields(), body);
                    if (after.equals(variant.fields())) {
                        return Uni.createFrom().item(new Change<>(variant, List.<Envelope>of()));
                    }
                    return variants.update(transaction, merchant, after)
                            .flatMap(nothing -> variants.find(transaction, merchant, sku))
                            .map(Optional::orElseThrow)
                            .map(updated -> new Change<>(updated, List.of(event(merchant, updated, now))));
                }));
    }

    private VariantFields patched(VariantFields before, String body) {
        VariantFields after = patches.apply(before, body, VariantFields.class, READ_ONLY_OF_VARIANT);
        // Whoever turns a variant to counting need not also say that its status by hand is gone.
        if (!before.counted() && after.counted() && before.status().equals(after.status())) {
            after = after.withoutStatus();
        }
        Problem.Errors errors = new Problem.Errors();
        after.check("", errors);
        errors.throwIfAny();
        return after.complete();
    }

    private Uni<Change<Product>> unchanged(SqlConnection transaction, String merchant, Product product) {
        return variants.ofProducts(transaction, merchant, List.of(product.id()))
                .map(its -> new Change<>(product.with(its), List.of()));
    }

    private Uni<Change<Product>> told(SqlConnection transaction, String merchant, Product product, Instant time) {
        return variants.ofProducts(transaction, merchant, List.of(product.id())).map(its -> {
            List<Envelope> told = new ArrayList<>(its.size());
            its.forEach(variant -> told.add(event(merchant, variant, time)));
            return new Change<>(product.with(its), told);
        });
    }

    private Envelope event(String merchant, Variant variant, Instant time) {
        return events.envelope(EventTypes.VARIANT_CHANGED, merchant, variant.sku(), variant.version(), time, variant.told());
    }
}
