/** The places where units are. */
package io.holdfast.stock.location;
