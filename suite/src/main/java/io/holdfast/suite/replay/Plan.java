package io.holdfast.suite.replay;

import io.holdfast.suite.orders.Invoice;
import io.holdfast.suite.orders.OrderBook;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the replay will do, decided before it starts.
 *
 * @param steps in file order
 * @param withoutSale invoices none of whose rows moves goods
 */
public record Plan(List<Step> steps, List<Invoice> withoutSale) {

    public static Plan of(OrderBook book) {
        List<Step> steps = new ArrayList<>();
        List<Invoice> withoutSale = new ArrayList<>();
        Map<String, Deque<Step.Sale>> byCustomer = new HashMap<>();
        for (Invoice invoice : book.invoices()) {
            if (invoice.units().isEmpty()) {
                withoutSale.add(invoice);
            } else if (invoice.takesBack()) {
                steps.add(takeBack(invoice, byCustomer.getOrDefault(invoice.customer(), new ArrayDeque<>())));
            } else {
                Step.Sale sale = sale(invoice);
                steps.add(sale);
                if (!invoice.customer().isEmpty()) {
                    byCustomer.computeIfAbsent(invoice.customer(), c -> new ArrayDeque<>()).addFirst(sale);
                }
            }
        }
        return new Plan(steps, withoutSale);
    }

    private static Step.Sale sale(Invoice invoice) {
        SalesChannel channel = SalesChannel.of(invoice);
        return new Step.Sale(invoice, channel, Fate.of(invoice, channel));
    }

    private static Step.TakeBack takeBack(Invoice invoice, Deque<Step.Sale> newestFirst) {
        Set<String> skus = new LinkedHashSet<>(invoice.units().keySet());
        List<Step.Sale> candidates = newestFirst.stream()
                .filter(sale -> sale.fate().leavesGoodsWithTheCustomer())
                .filter(sale -> !Collections.disjoint(sale.skus(), invoice.units().keySet()))
                .toList();
        candidates.forEach(sale -> skus.addAll(sale.skus()));
        return new Step.TakeBack(invoice, candidates, skus);
    }

    /** The sales of one channel. */
    public List<Step.Sale> sales(SalesChannel channel) {
        return sales().stream().filter(sale -> sale.channel() == channel).toList();
    }

    public List<Step.Sale> sales() {
        return steps.stream().filter(Step.Sale.class::isInstance).map(Step.Sale.class::cast).toList();
    }
}
