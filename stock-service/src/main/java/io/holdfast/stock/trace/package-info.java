/** Traces through the lanes, where many requests become one transaction. */
package io.holdfast.stock.trace;
