/** Unpaid reservations end at their deadline, also when nobody asks for their units. */
package io.holdfast.stock.expiry;
