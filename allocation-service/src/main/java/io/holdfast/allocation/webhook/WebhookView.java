package io.holdfast.allocation.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A webhook as callers see it.
 *
 * @param channel null: every channel
 * @param secret only in the answer that creates it
 */
record WebhookView(UUID id, String url, List<String> events, String channel, boolean enabled,
        @JsonInclude(Include.NON_NULL) String disabledBecause, Instant createdAt, @JsonInclude(Include.NON_NULL) String secret) {

    static WebhookView of(Webhook webhook) {
        return of(webhook, null);
    }

    static WebhookView of(Webhook webhook, String secret) {
        WebhookTerms terms = webhook.terms();
        return new WebhookView(webhook.id(), terms.url(), terms.events(), terms.channel(), terms.enabled(), webhook.disabledBecause(),
                webhook.createdAt(), secret);
    }
}
