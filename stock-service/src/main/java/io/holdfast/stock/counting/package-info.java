/** Levels over HTTP: reading them, changing them by hand, their movements, and the audit that they add up. */
package io.holdfast.stock.counting;
