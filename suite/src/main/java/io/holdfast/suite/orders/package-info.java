/** Reads orders in the format of the UCI Online Retail data set: rows, their invoices, and what in them is no sale. */
package io.holdfast.suite.orders;
