package io.holdfast.catalog.product;

import static java.util.stream.Collectors.groupingBy;

import io.holdfast.service.database.Transactions;
import io.holdfast.service.paging.Page;
import io.holdfast.service.peers.StockQuestions.Level;
import io.holdfast.service.peers.StockQuestions;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads products and variants, with what the stock service has of them at that moment. */
@ApplicationScoped
class Listing {

    private final Transactions transactions;
    private final ProductStore products;
    private final VariantStore variants;
    private final StockQuestions stock;

    Listing(Transactions transactions, ProductStore products, VariantStore variants, StockQuestions stock) {
        this.transactions = transactions;
        this.products = products;
        this.variants = variants;
        this.stock = stock;
    }

    /** Those for which the filter holds, each with all of its variants. */
    Uni<Page<ProductView>> page(String merchant, ProductFilter filter) {
        return transactions.of(merchant, reading -> products.list(reading, merchant, filter)
                .map(found -> Page.of(found, filter.limit(), Product::id))
                .flatMap(page -> variants.ofProducts(reading, merchant, page.items().stream().map(Product::id).toList())
                        .map(its -> with(page, its))))
                .flatMap(page -> levels(merchant, page.items().stream().flatMap(product -> product.variants().stream()).toList(), false)
                        .map(levels -> page.map(product -> ProductView.of(product, levels, null))));
    }

    private static Page<Product> with(Page<Product> page, List<Variant> its) {
        Map<UUID, List<Variant>> byProduct = its.stream().collect(groupingBy(Variant::productId));
        return page.map(product -> product.with(byProduct.getOrDefault(product.id(), List.of())));
    }

    Uni<Product> product(String merchant, UUID id) {
        return transactions.of(merchant, reading -> products.find(reading, merchant, id)
                .map(found -> found.orElseThrow(() -> Problem.notFound("product", id)))
                .flatMap(product -> variants.ofProducts(reading, merchant, List.of(id)).map(product::with)));
    }

    Uni<Variant> variant(String merchant, String sku) {
        return transactions.of(merchant, reading -> variants.find(reading, merchant, sku))
                .map(found -> found.orElseThrow(() -> Problem.notFound("variant", sku)));
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
