package io.holdfast.allocation.webhook;

import java.time.Instant;
import java.util.UUID;

/**
 * A webhook as it is stored, without its secrets.
 *
 * @param terms complete
 * @param disabledBecause why the receiver's side ended it; null unless it did
 */
record Webhook(UUID id, WebhookTerms terms, String disabledBecause, long version, Instant createdAt) {}
