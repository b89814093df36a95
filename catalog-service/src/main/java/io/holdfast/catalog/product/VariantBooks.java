package io.holdfast.catalog.product;

import io.holdfast.catalog.product.VariantStore.Placed;
import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.messaging.Events;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Opens and saves books of variants, a few statements for however many variants. */
@ApplicationScoped
public class VariantBooks {

    private final Transactions transactions;
    private final ProductStore products;
    private final VariantStore variants;
    private final Events events;

    VariantBooks(Transactions transactions, ProductStore products, VariantStore variants, Events events) {
        this.transactions = transactions;
        this.products = products;
        this.variants = variants;
        this.events = events;
    }

    /**
     * Locks what there is of the SKUs, with their products, until the transaction ends.
     *
     * @param skus those to be edited, and the components that they shall have
     * @param bundles those that may become bundles
     */
    public Uni<VariantBook> open(SqlConnection transaction, String merchant, Collection<String> skus, Collection<String> bundles) {
        return products.lockOfVariants(transaction, merchant, skus)
                .flatMap(locked -> variants.bySkus(transaction, merchant, skus))
                .flatMap(found -> products.withSeveral(transaction, merchant, found.stream().map(Variant::productId).distinct().toList())
                        .flatMap(several -> use(transaction, merchant, bundles).map(use -> new VariantBook(found, several, use))));
    }

    private Uni<Map<String, Set<String>>> use(SqlConnection transaction, String merchant, Collection<String> bundles) {
        return bundles.isEmpty() ? Uni.createFrom().item(new HashMap<>()) : variants.inUse(transaction, merchant, bundles);
    }

    /** Writes what changed; answers with its events, one a variant. */
    public Uni<List<Envelope>> save(SqlConnection transaction, String merchant, VariantBook book, Instant now) {
        List<VariantFields> changed = book.changed();
        List<Variant> added = book.added().values().stream().map(its -> its.variant(now)).toList();
        return (book.renamed().isEmpty() ? nothing() : products.rename(transaction, merchant, book.renamed()))
                .flatMap(renamed -> changed.isEmpty() ? nothing() : variants.update(transaction, merchant, changed))
                .flatMap(updated -> added.isEmpty() ? nothing() : insert(transaction, merchant, added, now))
                .flatMap(inserted -> changed.isEmpty() ? Uni.createFrom().item(List.<Envelope>of())
                        : told(transaction, merchant, changed.stream().map(VariantFields::sku).toList(), now))
                .map(told -> Stream.concat(told.stream(), told(merchant, added, now).stream()).toList());
    }

    /** The whole state of the variants, as events. */
    public Uni<List<Envelope>> told(SqlConnection transaction, String merchant, Collection<String> skus, Instant now) {
        return variants.bySkus(transaction, merchant, skus).map(its -> told(merchant, its, now));
    }

    /** Variants that are not archived, in order of their SKUs, behind the one given; null: from the first. */
    public Uni<List<Variant>> after(String merchant, String sku, int limit) {
        return transactions.of(merchant, reading -> variants.after(reading, merchant, sku, limit));
    }

    List<Envelope> told(String merchant, Collection<Variant> its, Instant now) {
        return its.stream().map(v -> events.envelope(EventTypes.VARIANT_CHANGED, merchant, v.sku(), v.version(), now, v.told())).toList();
    }

    private Uni<Void> insert(SqlConnection transaction, String merchant, Collection<Variant> added, Instant now) {
        Map<UUID, String> names = new LinkedHashMap<>();
        added.forEach(its -> names.put(its.productId(), its.productName()));
        List<Placed> placed = added.stream().map(its -> new Placed(its.productId(), 0, its.fields())).toList();
        return products.insert(transaction, merchant, names, now)
                .flatMap(done -> variants.insert(transaction, merchant, placed, now))
                .invoke(free -> {
                    if (free.size() != placed.size()) {
                        throw Problem.conflict("sku-taken", "A SKU is taken", "Somebody created one of the SKUs at the same moment.");
                    }
                }).replaceWithVoid();
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
