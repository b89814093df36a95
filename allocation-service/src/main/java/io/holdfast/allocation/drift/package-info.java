/** The drift check: what a channel was last told, against what is true now. */
package io.holdfast.allocation.drift;
