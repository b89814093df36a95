package io.holdfast.suite.orders;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All invoices of a file in its order.
 *
 * @param names what each SKU is called: its first description that isn't empty, else the SKU
 * @param noSale rows that move no goods, by reason
 */
public record OrderBook(long rows, List<Invoice> invoices, Map<String, String> names, Map<NoSale, Integer> noSale) {

    /** A product is called by at most this many characters. */
    private static final int LONGEST_NAME = 200;

    static OrderBook of(Iterable<OrderRow> rows) {
        Map<String, Invoice> invoices = new LinkedHashMap<>();
        Map<String, String> names = new TreeMap<>();
        Map<NoSale, Integer> noSale = new EnumMap<>(NoSale.class);
        long count = 0;
        for (OrderRow row : rows) {
            count++;
            Invoice invoice = invoices.computeIfAbsent(row.invoice(), n -> new Invoice(n, row.customer(), new LinkedHashMap<>()));
            NoSale.of(row).ifPresentOrElse(reason -> noSale.merge(reason, 1, Integer::sum), () -> {
                invoice.units().merge(row.sku(), Math.abs(row.quantity()), Long::sum);
                names.merge(row.sku(), name(row), (first, next) -> first.equals(row.sku()) ? next : first);
            });
        }
        return new OrderBook(count, new ArrayList<>(invoices.values()), names, noSale);
    }

    private static String name(OrderRow row) {
        String printable = row.description().replaceAll("\\p{C}", " ").strip();
        if (printable.isEmpty()) {
            return row.sku();
        }
        return printable.length() > LONGEST_NAME ? printable.substring(0, LONGEST_NAME) : printable;
    }
}
