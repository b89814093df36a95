package io.holdfast.suite.orders;

/**
 * One row of the file.
 *
 * @param line where the row begins, from 1
 * @param invoice as written; those that begin with {@code C} take back
 * @param sku exactly as written
 * @param quantity units; negative in invoices that take back
 * @param customer without the {@code .0} of a spreadsheet; empty if unknown
 */
public record OrderRow(long line, String invoice, String sku, String description, long quantity, String customer) {

    /** Whether the row belongs to an invoice that takes goods back. */
    public boolean takesBack() {
        return invoice.startsWith("C");
    }
}
