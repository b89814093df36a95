package io.holdfast.catalog.product;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.catalog.product.VariantStore.Placed;
import io.holdfast.messaging.Changes.Applied;
import io.holdfast.messaging.Changes.Change;
import io.holdfast.messaging.Changes;
import io.holdfast.service.editing.ETags;
import io.holdfast.service.editing.MergePatch;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/** What changes products. Each change tells the whole state of every variant that it concerns. */
@ApplicationScoped
class Products {

    private static final Set<String> READ_ONLY = Set.of("id", "variants", "createdAt", "applied");

    private final Changes changes;
    private final ProductStore products;
    private final VariantStore variants;
    private final VariantBooks books;
    private final TakenSkus taken;
    private final KnownLocations locations;
    private final MergePatch patches;

    Products(Changes changes, ProductStore products, VariantStore variants, VariantBooks books, TakenSkus taken,
            KnownLocations locations, MergePatch patches) {
        this.changes = changes;
        this.products = products;
        this.variants = variants;
        this.books = books;
        this.taken = taken;
        this.locations = locations;
        this.patches = patches;
    }

    Uni<Applied<Product>> create(String merchant, NewProduct request) {
        request.check();
        NewProduct complete = request.complete();
        return locations.of(merchant, complete.namesLocations()).flatMap(known -> {
            complete.checkLocations(known);
            return changes.makeOnce(merchant, Product.class, (transaction, now) -> insert(transaction, merchant, complete, now));
        });
    }

    private Uni<Change<Product>> insert(SqlConnection transaction, String merchant, NewProduct request, Instant now) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        Map<String, Placed> bySku = new LinkedHashMap<>();
        request.variants().forEach(v -> bySku.putIfAbsent(v.sku(), new Placed(id, bySku.size(), v)));
        Set<String> components = new TreeSet<>();
        request.variants().forEach(v -> components.addAll(v.componentSkus()));
        components.removeAll(bySku.keySet());
        return books.open(transaction, merchant, components, List.of())
                .invoke(request::checkBundles)
                .flatMap(checked -> products.insert(transaction, merchant, Map.of(id, request.name()), now))
                .flatMap(inserted -> variants.insert(transaction, merchant, List.copyOf(bySku.values()), now))
                .flatMap(free -> taken.refuse(transaction, merchant, request.variants(), free))
                .flatMap(free -> products.find(transaction, merchant, id))
                .flatMap(product -> told(transaction, merchant, product.orElseThrow(), now));
    }

    /** A merge patch of name or archived. */
    Uni<Applied<Product>> patch(String merchant, UUID id, String ifMatch, String body) {
        return edit(merchant, id, ifMatch, before -> patches.apply(before, body, ProductFields.class, READ_ONLY));
    }

    /** All that can be edited: name and archived, which is false where it is absent. */
    Uni<Applied<Product>> put(String merchant, UUID id, String ifMatch, String body) {
        ProductFields blank = new ProductFields(null, false);
        return edit(merchant, id, ifMatch, before -> patches.apply(blank, body, ProductFields.class, READ_ONLY));
    }

    Uni<Applied<Product>> archive(String merchant, UUID id, String ifMatch) {
        return edit(merchant, id, ifMatch, before -> new ProductFields(before.name(), true));
    }

    private Uni<Applied<Product>> edit(String merchant, UUID id, String ifMatch, Function<ProductFields, ProductFields> change) {
        return changes.make(merchant, (transaction, now) -> products.lock(transaction, merchant, id).flatMap(found -> {
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

    private Uni<Change<Product>> unchanged(SqlConnection transaction, String merchant, Product product) {
        return variants.ofProducts(transaction, merchant, List.of(product.id()))
                .map(its -> new Change<>(product.with(its), List.of()));
    }

    private Uni<Change<Product>> told(SqlConnection transaction, String merchant, Product product, Instant time) {
        return variants.ofProducts(transaction, merchant, List.of(product.id()))
                .map(its -> new Change<>(product.with(its), books.told(merchant, its, time)));
    }
}
