/** The one place that promises units. */
package io.holdfast.stock;
