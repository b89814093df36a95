package io.holdfast.allocation.sellable;

/** A channel's value as somebody has just learnt it. */
public record News(ChannelKey channel, Value value) {}
