package io.holdfast.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.contracts.Envelope;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes envelopes in this service's name, and reads and writes them. */
@ApplicationScoped
public class Events {

    private final ObjectMapper json;
    // A newer sender may say more than we know; what it adds must not stop what we understand.
    private final ObjectMapper lenient;
    private final String source;

    public Events(ObjectMapper json, @ConfigProperty(name = "holdfast.service") String source) {
        this.json = json;
        this.lenient = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
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
        return lenient.convertValue(event.data(), type);
    }

    public String write(Envelope event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An envelope of ours can't be written: " + event.type(), e);
        }
    }

    /** @throws IOException for what is no envelope, or lacks what every event has */
    public Envelope read(byte[] body) throws IOException {
        return checked(lenient.readValue(body, Envelope.class));
    }

    /** The same for a JSON array of envelopes. */
    List<Envelope> readAll(byte[] body) throws IOException {
        Envelope[] batch = lenient.readValue(body, Envelope[].class);
        for (Envelope event : batch) {
            checked(event);
        }
        return List.of(batch);
    }

    private static Envelope checked(Envelope event) throws IOException {
        if (event == null || event.id() == null || event.type() == null || event.subject() == null
                || event.merchant() == null || event.data() == null) {
            throw new IOException("An event needs id, type, subject, merchant and data");
        }
        return event;
    }
}
