package io.holdfast.allocation.listing;

import io.holdfast.allocation.readiness.Check;
import io.holdfast.allocation.readiness.Readiness;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether every unarchived variant has a listing. */
@ApplicationScoped
class ProductsLinked implements Check {

    private final ListingStore store;

    ProductsLinked(ListingStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return Readiness.PRODUCTS_LINKED;
    }

    @Override
    public Uni<Outcome> of(String merchant, String channel) {
        return store.count(merchant, channel).map(count -> {
            long unlinked = count.variants() - count.linked();
            String known = "Of " + count.variants() + " unarchived variants " + count.linked() + " have a listing.";
            return new Outcome(unlinked, unlinked == 0 ? known : known + " The other " + unlinked + " are listed with ?unlinked=true.");
        });
    }
}
