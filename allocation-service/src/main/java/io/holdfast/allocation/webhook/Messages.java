package io.holdfast.allocation.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.allocation.sellable.Value;
import io.holdfast.allocation.webhook.WebhookStore.Receiver;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Messages to webhooks, in the form of Standard Webhooks. */
@ApplicationScoped
class Messages {

    private final ObjectMapper json;

    Messages(ObjectMapper json) {
        this.json = json;
    }

    private record Payload(String type, Instant timestamp, Data data) {}

    private record Data(String channel, List<Value> items) {}

    String body(String channel, List<Value> values, Instant now) {
        try {
            return json.writeValueAsString(new Payload(WebhookTerms.AVAILABILITY_CHANGED, now, new Data(channel, values)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A message of ours can't be written", e);
        }
    }

    /** The headers of one attempt; its time is signed with it. */
    static Map<String, String> headers(UUID delivery, String body, Receiver receiver) {
        String id = Secrets.messageId(delivery);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Holdfast-Webhooks");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", String.valueOf(receiver.now().getEpochSecond()));
        headers.put("webhook-signature", Secrets.signatures(receiver.secrets(), id, receiver.now(), body));
        return headers;
    }
}
