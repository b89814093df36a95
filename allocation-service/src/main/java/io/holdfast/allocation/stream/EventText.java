package io.holdfast.allocation.stream;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.allocation.sellable.Told;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Server-sent events as they go over the wire. */
@ApplicationScoped
class EventText {

    /** How long a client is asked to wait before it connects again. */
    private static final int RETRY_MS = 1_000;

    private final ObjectMapper json;

    EventText(ObjectMapper json) {
        this.json = json;
    }

    private record Availability(String channel, String sku, Long sellable, @JsonInclude(Include.NON_NULL) String status, long version) {}

    /** No event, but a position: who loses the connection before the first event resumes from here. */
    static String opening(long position) {
        return ": connected\nretry: " + RETRY_MS + "\nid: " + position + "\n\n";
    }

    /** No event either: a sign of life. */
    static String heartbeat() {
        return ": nothing new\n\n";
    }

    String availability(String channel, List<Told> told) {
        StringBuilder text = new StringBuilder(told.size() * 128);
        for (Told one : told) {
            text.append("event: availability\nid: ").append(one.position()).append("\ndata: ").append(data(channel, one)).append("\n\n");
        }
        return text.toString();
    }

    private String data(String channel, Told told) {
        try {
            return json.writeValueAsString(new Availability(channel, told.value().sku(), told.value().sellable(), told.value().status(),
                    told.value().version()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event of ours can't be written", e);
        }
    }
}
