package io.holdfast.suite.orders;

import io.holdfast.suite.UserError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where each column stands in this file, by its header. */
record Columns(Map<String, Integer> places, int width) {

    static final List<String> NAMES = List.of("InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice",
            "CustomerID", "Country");

    static Columns of(String[] header, String file) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < header.length; i++) {
            places.put(header[i].replace("\uFEFF", "").strip(), i);
        }
        List<String> missing = NAMES.stream().filter(name -> !places.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            throw new UserError(file + ", line 1: there is no column " + String.join(", ", missing)
                    + "; the first line must name " + String.join(",", NAMES));
        }
        return new Columns(places, header.length);
    }

    OrderRow row(String[] fields, long line, String file) {
        if (fields.length != width) {
            throw new UserError(file + ", line " + line + ": " + fields.length + " fields where the header names " + width);
        }
        String invoice = field(fields, "InvoiceNo").strip();
        if (invoice.isEmpty()) {
            throw new UserError(file + ", line " + line + ": InvoiceNo is empty");
        }
        return new OrderRow(line, invoice, field(fields, "StockCode"), field(fields, "Description"),
                quantity(field(fields, "Quantity"), line, file), field(fields, "CustomerID").strip().replaceFirst("\\.0$", ""));
    }

    private String field(String[] fields, String name) {
        return fields[places.get(name)];
    }

    private static long quantity(String text, long line, String file) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new UserError(file + ", line " + line + ": Quantity is '" + text + "', which is no whole number", e);
        }
    }
}
