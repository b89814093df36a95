package io.holdfast.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.contracts.Envelope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes envelopes in this service's name, and reads and writes them. */
@ApplicationScoped
public class Events {

    private final ObjectMapper json;
    private final String source;

    Events(ObjectMapper json, @ConfigProperty(name = "holdfast.service") String source) {
        this.json = json;
        this.source = source;
    }

    /**
     * @param subject what it is about, within the merchant; events of one subject keep their order
     * @param version of the subject, growing
     * @param time when it was decided, by the database's clock
     * @param data a record of {@code contracts}
     */
    public Envelope envelope(String type, String merchant, String subject, long version, Instant time, Object data) {
        return new Envelope(UuidCreator.getTimeOrderedEpoch(), source, type, subject, time, merchant, version, null,
                json.valueToTree(data));
    }

    public <T> T data(Envelope event, Class<T> type) {
        return json.convertValue(event.data(), type);
    }

    public String write(Envelope event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An envelope of ours can't be written: " + event.type(), e);
        }
    }

    public Envelope read(byte[] body) throws java.io.IOException {
        return json.readValue(body, Envelope.class);
    }
}
