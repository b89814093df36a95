package io.holdfast.allocation.sellable;

/**
 * A value as it stands in its channel's stream.
 *
 * @param position its place in the stream of the channel
 */
public record Told(Value value, long position) {}
