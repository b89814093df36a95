/** What an operator wants to know of orders and of how fast they are decided. */
package io.holdfast.stock.metrics;
