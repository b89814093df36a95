/** What a merchant chose about stock: the trigger, how long a basket lives, and what a shortage means. */
package io.holdfast.stock.settings;
