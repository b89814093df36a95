/** Inventory as CSV: its columns, how cells are kept from being run as formulas, and reading a file line by line. */
package io.holdfast.catalog.csv;
