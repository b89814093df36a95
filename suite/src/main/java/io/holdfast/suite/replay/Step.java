package io.holdfast.suite.replay;

import io.holdfast.suite.orders.Invoice;
import java.util.List;
import java.util.Set;

/** One invoice's part in the replay. Steps that share a SKU run in file order. */
public sealed interface Step {

    Invoice invoice();

    /** The SKUs whose stock the step may change. */
    Set<String> skus();

    /** An order and what becomes of it. */
    record Sale(Invoice invoice, SalesChannel channel, Fate fate) implements Step {
        @Override
        public Set<String> skus() {
            return invoice.units().keySet();
        }
    }

    /**
     * Goods that come back.
     *
     * @param candidates the customer's earlier sales with one of its SKUs, newest first
     * @param skus the invoice's own and all of the candidates', because a cancellation frees a whole order
     */
    record TakeBack(Invoice invoice, List<Sale> candidates, Set<String> skus) implements Step {}
}
