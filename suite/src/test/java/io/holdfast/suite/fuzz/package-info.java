/** Calls made from the public document: as its examples say, as nobody should, and with what belongs to somebody else. */
package io.holdfast.suite.fuzz;
