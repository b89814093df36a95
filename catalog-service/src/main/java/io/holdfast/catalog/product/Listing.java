package io.holdfast.catalog.product;

import static java.util.stream.Collectors.groupingBy;

import io.holdfast.service.paging.Page;
import io.holdfast.service.peers.StockQuestions;
import io.holdfast.service.peers.StockQuestions.Level;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads products and variants, with what the stock service has of them at that moment. */
@ApplicationScoped
class Listing {

    private final Pool pool;
    private final ProductStore products;
    private final VariantStore variants;
    private final StockQuestions stock;

    Listing(Pool pool, ProductStore products, VariantStore variants, StockQuestions stock) {
        this.pool = pool;
        this.products = products;
        this.variants = variants;
        this.stock = stock;
    }

    /** Those for which the filter holds, each with all of its variants. */
    Uni<Page<ProductView>> page(String merchant, ProductFilter filter) {
        return products.list(pool, merchant, filter)
                .map(found -> Page.of(found, filter.limit(), Product::id))
                .flatMap(page -> variants.ofProducts(pool, merchant, page.items().stream().map(Product::id).toList())
                        .flatMap(its -> levels(merchant, its, false).map(levels -> {
                            Map<UUID, List<Variant>> byProduct = its.stream().collect(groupingBy(Variant::productId));
                            return page.map(product -> ProductView.of(
                                    product.with(byProduct.getOrDefault(product.id(), List.of())), levels, null));
                        })));
    }

    Uni<Product> product(String merchant, UUID id) {
        return products.find(pool, merchant, id)
                .map(found -> found.orElseThrow(() -> Problem.notFound("product", id)))
                .flatMap(product -> variants.ofProducts(pool, merchant, List.of(id)).map(product::with));
    }

    Uni<Variant> variant(String merchant, String sku) {
        return variants.find(pool, merchant, sku).map(found -> found.orElseThrow(() -> Problem.notFound("variant", sku)));
    }

    /**
     * Of those variants that are counted, by SKU; empty if the stock service could not be asked.
     *
     * @param pending whether it did not answer a moment ago; the caller need not wait for that twice
     */
    Uni<Optional<Map<String, Level>>> levels(String merchant, Collection<Variant> its, boolean pending) {
        return pending ? Uni.createFrom().item(Optional.empty()) : stock.levels(merchant,
                its.stream().filter(v -> v.fields().counted() && !v.fields().bundled()).map(Variant::sku).toList());
    }
}
