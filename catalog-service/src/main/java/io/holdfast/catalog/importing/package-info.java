/** Inventory from a CSV file: received into the database first, then worked off in chunks by whichever replica holds it. */
package io.holdfast.catalog.importing;
