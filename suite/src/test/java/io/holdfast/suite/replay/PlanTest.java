package io.holdfast.suite.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.orders.Invoice;
import io.holdfast.suite.orders.OrderBook;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void channelAndFateOfAnInvoiceAreTheSameInEveryRun() {
        List<Invoice> invoices = IntStream.range(0, 2_000).mapToObj(i -> invoice("5" + i, "c", Map.of("11111", 1L))).toList();
        assertEquals(Plan.of(book(invoices)), Plan.of(book(invoices)));
        Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
        Plan.of(book(invoices)).sales().forEach(sale -> fates.merge(sale.fate(), 1, Integer::sum));
        assertEquals(60, fates.get(Fate.LAPSES), 25);
        assertEquals(60, fates.get(Fate.PAYMENT_FAILS), 25);
        assertTrue(fates.get(Fate.PAID_AND_SHIPPED) > fates.get(Fate.PAID));
    }

    @Test
    void wholesaleIsWhatAKnownCustomerOrdersInBulkAndTheTillServesUnknownOnes() {
        assertEquals(SalesChannel.B2B, SalesChannel.of(invoice("1", "c", Map.of("11111", 300L))));
        assertEquals(SalesChannel.WEB, SalesChannel.of(invoice("1", "c", Map.of("11111", 299L))));
        Set<SalesChannel> unknown = Set.copyOf(IntStream.range(0, 100)
                .mapToObj(i -> SalesChannel.of(invoice("5" + i, "", Map.of("11111", 1_000L)))).distinct().toList());
        assertEquals(Set.of(SalesChannel.WEB, SalesChannel.TILL), unknown);
    }

    @Test
    void aLineGoesBackToTheCustomersNewestEarlierInvoiceWithEnoughUnits() {
        Plan plan = Plan.of(book(List.of(shipped("c", Map.of("11111", 5L)), shipped("c", Map.of("11111", 3L)),
                shipped("other", Map.of("11111", 9L)), invoice("C9", "c", Map.of("11111", 4L)))));
        Purchases purchases = new Purchases();
        Purchases.Purchase older = purchases.accepted(UUID.randomUUID(), plan.sales().get(0));
        purchases.accepted(UUID.randomUUID(), plan.sales().get(1));
        purchases.accepted(UUID.randomUUID(), plan.sales().get(2));
        Step.TakeBack back = (Step.TakeBack) plan.steps().get(3);

        Purchases.Matches first = purchases.match(back);
        assertEquals(Map.of(older, Map.of("11111", 4L)), first.matched());
        older.returned(Map.of("11111", 4L));
        assertEquals(new Purchases.Matches(Map.of(), Map.of("11111", 4L)), purchases.match(back), "one unit is left there");
    }

    @Test
    void anOrderThatWasRefusedOrNeverPaidTakesNothingBack() {
        Invoice lapsing = IntStream.range(0, 1_000).mapToObj(i -> invoice("5" + i, "c", Map.of("11111", 5L)))
                .filter(invoice -> Fate.of(invoice, SalesChannel.WEB) == Fate.LAPSES).findFirst().orElseThrow();
        Plan plan = Plan.of(book(List.of(lapsing, shipped("c", Map.of("11111", 5L)), invoice("C9", "c", Map.of("11111", 5L)))));
        Purchases purchases = new Purchases();
        purchases.accepted(UUID.randomUUID(), plan.sales().get(0));
        assertEquals(Map.of("11111", 5L), purchases.match((Step.TakeBack) plan.steps().get(2)).unmatched());
    }

    @Test
    void takingBackWaitsForEverythingThatACancellationMayFree() {
        Plan plan = Plan.of(book(List.of(shipped("c", Map.of("11111", 5L, "22222", 1L)), invoice("C9", "c", Map.of("11111", 5L)))));
        assertEquals(Set.of("11111", "22222"), plan.steps().get(1).skus());
    }

    private static int next = 100;

    private static Invoice shipped(String customer, Map<String, Long> units) {
        Invoice invoice;
        do {
            invoice = invoice("6" + next++, customer, units);
        } while (Fate.of(invoice, SalesChannel.of(invoice)) != Fate.PAID_AND_SHIPPED);
        return invoice;
    }

    private static Invoice invoice(String number, String customer, Map<String, Long> units) {
        return new Invoice(number, customer, units);
    }

    private static OrderBook book(List<Invoice> invoices) {
        return new OrderBook(invoices.size(), Arrays.asList(invoices.toArray(Invoice[]::new)), Map.of(), Map.of());
    }
}
