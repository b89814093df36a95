package io.holdfast.suite.replay;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The accepted orders as their customers know them: what of each can still come back. */
final class Purchases {

    private final Map<String, Purchase> byInvoice = new ConcurrentHashMap<>();

    /** An accepted order. Its steps never run at the same time, so it needs no lock of its own. */
    static final class Purchase {
        private final UUID order;
        private final Step.Sale sale;
        private final Map<String, Long> unreturned;
        private boolean shipped;

        private Purchase(UUID order, Step.Sale sale) {
            this.order = order;
            this.sale = sale;
            this.unreturned = new HashMap<>(sale.invoice().units());
        }

        UUID order() {
            return order;
        }

        Step.Sale sale() {
            return sale;
        }

        boolean shipped() {
            return shipped;
        }

        void ship() {
            shipped = true;
        }

        long unreturnedUnits() {
            return unreturned.values().stream().mapToLong(Long::longValue).sum();
        }

        void cancelled() {
            unreturned.clear();
        }

        void returned(Map<String, Long> units) {
            units.forEach((sku, quantity) -> unreturned.merge(sku, -quantity, Long::sum));
        }
    }

    /**
     * What an invoice's lines go back to.
     *
     * @param matched lines by purchase
     * @param unmatched lines for which the customer has no earlier order with enough units
     */
    record Matches(Map<Purchase, Map<String, Long>> matched, Map<String, Long> unmatched) {}

    Purchase accepted(UUID order, Step.Sale sale) {
        Purchase purchase = new Purchase(order, sale);
        byInvoice.put(sale.invoice().number(), purchase);
        return purchase;
    }

    Optional<Purchase> of(Step.Sale sale) {
        return Optional.ofNullable(byInvoice.get(sale.invoice().number()));
    }

    /** Each line goes to the customer's newest earlier order with enough unreturned units; lines of one order stay together. */
    Matches match(Step.TakeBack step) {
        Map<Purchase, Map<String, Long>> matched = new LinkedHashMap<>();
        Map<String, Long> unmatched = new LinkedHashMap<>();
        step.invoice().units().forEach((sku, quantity) -> step.candidates().stream()
                .flatMap(sale -> of(sale).stream())
                .filter(purchase -> purchase.unreturned.getOrDefault(sku, 0L) >= quantity)
                .findFirst()
                .ifPresentOrElse(
                        purchase -> matched.computeIfAbsent(purchase, p -> new LinkedHashMap<>()).put(sku, quantity),
                        () -> unmatched.put(sku, quantity)));
        return new Matches(matched, unmatched);
    }
}
