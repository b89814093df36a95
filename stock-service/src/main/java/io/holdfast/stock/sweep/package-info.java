/** Looking for what time alone makes due: at the moment when it is, and often enough not to miss what others brought. */
package io.holdfast.stock.sweep;
