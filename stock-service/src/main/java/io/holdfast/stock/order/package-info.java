/** Orders over HTTP: placing them, what happens to them, and reading them. */
package io.holdfast.stock.order;
