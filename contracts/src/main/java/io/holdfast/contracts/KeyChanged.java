package io.holdfast.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * A channel's API key as the gateway knows it, told when it is used: at most once a minute; subject: the key's id.
 *
 * @param channel the channel's code
 * @param lastUsedAt to the minute
 */
public record KeyChanged(UUID id, String channel, Instant lastUsedAt) {}
