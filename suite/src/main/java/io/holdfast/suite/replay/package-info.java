/** Replays a file's orders through the gateway: in file order wherever two share a SKU, side by side wherever they don't. */
package io.holdfast.suite.replay;
