package io.holdfast.messaging;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.POJONode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.contracts.Envelope;
import io.holdfast.service.tracing.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes envelopes in this service's name, and reads and writes them. */
@ApplicationScoped
public class Events {

    private final ObjectWriter writer;
    // A newer sender may say more than we know; what it adds must not stop what we understand.
    private final ObjectMapper lenient;
    private final String source;
    private final Tracing tracing;

    /** Where nothing is traced: in tests, and where events are made by hand. */
    public Events(ObjectMapper json, String source) {
        this(json, source, Tracing.OFF);
    }

    @Inject
    public Events(ObjectMapper json, @ConfigProperty(name = "holdfast.service") String source, Tracing tracing) {
        this.writer = json.writerFor(Envelope.class);
        this.lenient = json.copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        this.source = source;
        this.tracing = tracing;
    }

    /**
     * A part of the trace of the request in hand.
     *
     * @param subject what it is about, within the merchant; events of one subject keep their order
     * @param version of the subject, growing
     * @param time when it was decided, by the database's clock
     * @param data a record of {@code contracts}, which is kept as it is until the envelope is written
     */
    public Envelope envelope(String type, String merchant, String subject, long version, Instant time, Object data) {
        return new Envelope(UuidCreator.getTimeOrderedEpoch(), source, type, subject, time, merchant, version, tracing.recorded(),
                data instanceof JsonNode tree ? tree : new POJONode(data));
    }

    public <T> T data(Envelope event, Class<T> type) {
        if (event.data() instanceof POJONode ours && type.isInstance(ours.getPojo())) {
            return type.cast(ours.getPojo());
        }
        return lenient.convertValue(event.data(), type);
    }

    public String write(Envelope event) {
        try {
            return writer.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An envelope of ours can't be written: " + event.type(), e);
        }
    }

    /** The same as it travels. */
    byte[] bytes(Envelope event) {
        try {
            return writer.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An envelope of ours can't be written: " + event.type(), e);
        }
    }

    /** What {@link #write} wrote. */
    Envelope read(String ours) {
        try {
            return lenient.readValue(ours, Envelope.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An envelope of ours can't be read", e);
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

    /** The parts of a JSON array, each as it is written there, event or not. */
    List<byte[]> parts(byte[] array) throws IOException {
        List<byte[]> parts = new ArrayList<>();
        try (JsonParser parser = lenient.createParser(array)) {
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                int begin = (int) parser.currentTokenLocation().getByteOffset();
                parser.finishToken();
                parser.skipChildren();
                parts.add(Arrays.copyOfRange(array, begin, (int) parser.currentLocation().getByteOffset()));
            }
        }
        return parts;
    }

    /** Whether the body begins like a JSON array. */
    static boolean isArray(byte[] body) {
        int at = 0;
        while (at < body.length && Character.isWhitespace(body[at])) {
            at++;
        }
        return at < body.length && body[at] == '[';
    }

    private static Envelope checked(Envelope event) throws IOException {
        if (event == null || event.id() == null || event.type() == null || event.subject() == null
                || event.merchant() == null || event.data() == null) {
            throw new IOException("An event needs id, type, subject, merchant and data");
        }
        return event;
    }
}
