package io.holdfast.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The wire is what the samples say: a renamed member, another number format or a lost null breaks a receiver. */
class GoldenSamplesTest {

    private static final Instant TIME = Instant.parse("2026-03-02T08:15:30Z");

    // As the services read and write: nothing guessed, unknown members refused.
    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    /** An event as a service would send it. */
    record Sample(Envelope envelope, Object data) {
        @Override
        public String toString() {
            return envelope.type();
        }
    }

    static Stream<Sample> samples() {
        UUID allocation = UUID.fromString("01934f6e-2222-7000-8000-000000000001");
        UUID key = UUID.fromString("01934f6e-4444-7000-8000-000000000001");
        UUID order = UUID.fromString("01934f6e-3333-7000-8000-000000000001");
        return Stream.of(
                sample(1, "gateway", EventTypes.MERCHANT_CHANGED, "maison-verte", Instant.parse("2026-03-02T08:15:30.123456Z"), 3, null,
                        new MerchantChanged("maison-verte", "Maison Verte", "stock@maison-verte.example", "Europe/Paris", "fr", "EUR")),
                sample(2, "catalog", EventTypes.VARIANT_CHANGED, "TEA-1", TIME, 7, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                        new VariantChanged("TEA-1", "01934f6e-1111-7000-8000-000000000001", "Thé vert, 100 g", "QUANTITY", null, 12L,
                                Map.of("PARIS", 4L), Map.of("LYON", 20L), true, Map.of("PARIS", false), false,
                                List.of(new VariantChanged.Component("LEAF-1", 2)), Instant.parse("2026-02-28T17:00:00Z"))),
                sample(3, "allocation", EventTypes.CHANNEL_CHANGED, "web", TIME, 2, null,
                        new ChannelChanged("web", "Web shop", "ONLINE", List.of("PARIS", "LYON"), true, "ON_ORDER", "PT30M", true, 10, 1)),
                sample(4, "allocation", EventTypes.ALLOCATION_CHANGED, allocation.toString(), TIME, 1, null,
                        new AllocationChanged(allocation, "TEA-1", "RESERVE", List.of("b2b"), 40, "FOLLOW",
                                Instant.parse("2026-03-01T00:00:00Z"), null, false, TIME)),
                sample(5, "stock", EventTypes.LEVEL_CHANGED, "TEA-1", TIME, 4711, null,
                        new LevelChanged("TEA-1", true, 10, 4, 8, -2, 0, 2, List.of(new LevelChanged.AtLocation("PARIS", 10, 4, 8, -2, 0)))),
                sample(6, "stock", EventTypes.ORDER_CHANGED, order.toString(), TIME, 2, null,
                        new OrderChanged(order, "web", "536365", "PAID", List.of(new OrderChanged.Line("TEA-1", 3, 0, 3, 0, 0)),
                                Instant.parse("2026-03-02T08:10:00Z"), TIME)),
                sample(7, "notification", EventTypes.ALERT_CHANGED, "LOW/TEA-1/PARIS", TIME, 5, null,
                        new AlertChanged("LOW", "TEA-1", "PARIS", TIME, 3, 12L)),
                sample(8, "stock", EventTypes.SELLABLE_CHANGED, "TEA-1", TIME, 4712, null,
                        new SellableChanged("TEA-1", List.of(new SellableChanged.Channel("web", 7L, null),
                                new SellableChanged.Channel("b2b", null, "IN_STOCK")))),
                sample(9, "gateway", EventTypes.KEY_CHANGED, key.toString(), TIME, 1_772_439_330_000L, null, new KeyChanged(key, "web", TIME)),
                sample(10, "stock", EventTypes.ACTIVITY_CHANGED, "web", TIME, 1_772_439_330_000_000L, null, new ActivityChanged("web", TIME)));
    }

    private static Sample sample(int number, String source, String type, String subject, Instant time, long version,
            String traceparent, Object data) {
        UUID id = UUID.fromString("01934f6e-%04d-7000-8000-%012d".formatted(number, number));
        return new Sample(new Envelope(id, source, type, subject, time, "maison-verte", version, traceparent, tree(data)), data);
    }

    /** Through the text: a tree that was read holds a small number as an int where the record has a long. */
    private static JsonNode tree(Object data) {
        try {
            return JSON.readTree(JSON.writeValueAsBytes(data));
        } catch (IOException e) {
            throw new IllegalStateException("A sample can't be written: " + data, e);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_is_written_is_the_sample(Sample sample) throws IOException {
        // As text, so that the order of members and the format of numbers count too.
        assertEquals(golden(sample).toPrettyString(), JSON.readTree(JSON.writeValueAsBytes(sample.envelope())).toPrettyString());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void what_is_read_from_the_sample_is_the_event(Sample sample) throws IOException {
        Envelope read = JSON.treeToValue(golden(sample), Envelope.class);
        assertEquals(sample.envelope(), read);
        assertEquals(sample.data(), JSON.treeToValue(read.data(), sample.data().getClass()));
    }

    @Test
    void every_event_type_has_a_sample_and_a_name_of_the_agreed_form() {
        Set<String> types = constants();
        assertEquals(types, samples().map(sample -> sample.envelope().type()).collect(Collectors.toCollection(TreeSet::new)));
        types.forEach(type -> assertTrue(type.matches("[a-z]+\\.[a-z]+-changed\\.v[0-9]+"), type));
    }

    @Test
    void services_listen_to_types_that_exist() {
        Subscribers.services().forEach(service -> assertTrue(constants().containsAll(Subscribers.typesOf(service)), service));
    }

    private static JsonNode golden(Sample sample) throws IOException {
        String name = "/golden/" + sample.envelope().type() + ".json";
        try (InputStream in = GoldenSamplesTest.class.getResourceAsStream(name)) {
            return JSON.readTree(in);
        }
    }

    private static Set<String> constants() {
        return Arrays.stream(EventTypes.class.getFields()).map(GoldenSamplesTest::value).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("A type name can't be read: " + constant, e);
        }
    }
}
