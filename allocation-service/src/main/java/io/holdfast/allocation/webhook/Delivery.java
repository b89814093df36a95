package io.holdfast.allocation.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One message to a webhook, as it is stored and as callers see it.
 *
 * @param state {@code PENDING}, {@code DELIVERED}, {@code PARKED} after the last attempt, or {@code REPLACED} by one with
 *        newer values before it was delivered
 * @param messageId the {@code webhook-id} that the receiver sees
 * @param attempts made so far
 * @param lastStatus of the receiver's last answer; null if there was none
 * @param payload the body as it was signed
 */
@Schema(name = "WebhookDelivery")
record Delivery(UUID id, String messageId, String channel, String state, int attempts, Integer lastStatus, String lastError, Instant createdAt,
        Instant attemptedAt, Instant nextAttemptAt, Instant deliveredAt, @JsonRawValue String payload,
        @JsonIgnore List<String> skus, @JsonIgnore List<Long> versions) {

    /** The version that it tells of each SKU. */
    Map<String, Long> content() {
        Map<String, Long> content = new HashMap<>();
        for (int i = 0; i < skus.size(); i++) {
            content.put(skus.get(i), versions.get(i));
        }
        return content;
    }
}
