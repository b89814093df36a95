/** The stream of a channel: server-sent events that tell what it may sell, from any place in it. */
package io.holdfast.allocation.stream;
