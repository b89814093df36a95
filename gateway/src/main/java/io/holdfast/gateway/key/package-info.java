/** API keys: made once, kept as a hash, and turned into a caller at every request. */
package io.holdfast.gateway.key;
