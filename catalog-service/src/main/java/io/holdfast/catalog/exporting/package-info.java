/** The inventory as a CSV file that imports back unchanged. */
package io.holdfast.catalog.exporting;
