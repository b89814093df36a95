package io.holdfast.stock.book;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.Allocation;
import io.holdfast.stock.ledger.Draw;
import io.holdfast.stock.ledger.Level;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.Part;
import io.holdfast.stock.ledger.Refusal;
import io.holdfast.stock.ledger.Shipment;
import io.holdfast.stock.ledger.Wanted;
import java.util.List;
import java.util.Map;

/** The ledger's small values as the text that is stored; components only, so that a question such as isOpen() is no data. */
final class LedgerJson {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .setVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .setVisibility(PropertyAccessor.GETTER, Visibility.NONE)
            .setVisibility(PropertyAccessor.FIELD, Visibility.ANY)
            .addMixIn(Outcome.class, Named.class).addMixIn(Refusal.class, Named.class);

    static {
        JSON.registerSubtypes(Outcome.class.getPermittedSubclasses());
        JSON.registerSubtypes(Refusal.class.getPermittedSubclasses());
    }

    /** Which of the sealed kinds a value is stands in it. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    private interface Named {}

    private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {};
    private static final TypeReference<List<Draw>> DRAWS = new TypeReference<>() {};
    private static final TypeReference<List<Shipment.Receipt>> RECEIPTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Long>> TOLD = new TypeReference<>() {};
    private static final TypeReference<List<Wanted>> COMPONENTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Level>> LEVELS = new TypeReference<>() {};
    private static final TypeReference<List<Allocation>> ALLOCATIONS = new TypeReference<>() {};
    private static final TypeReference<Order> ORDER = new TypeReference<>() {};
    private static final TypeReference<Outcome> OUTCOME = new TypeReference<>() {};
    private static final TypeReference<List<AdjustStock.Result>> RESULTS = new TypeReference<>() {};

    private LedgerJson() {}

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Can't be written as JSON: " + value.getClass(), e);
        }
    }

    static List<Part> parts(String text) {
        return read(text, PARTS);
    }

    static List<Shipment.Receipt> receipts(String text) {
        return read(text, RECEIPTS);
    }

    static Map<String, Long> told(String text) {
        return text.equals("{}") ? Map.of() : read(text, TOLD);
    }

    static List<Wanted> components(String text) {
        return text == null ? List.of() : read(text, COMPONENTS);
    }

    /** By location, in their order. */
    static Map<String, Level> levels(String text) {
        return text == null ? Map.of() : read(text, LEVELS);
    }

    static List<Allocation> allocations(String text) {
        return text == null ? List.of() : read(text, ALLOCATIONS);
    }

    static List<Draw> draws(String text) {
        return text.equals("[]") ? List.of() : read(text, DRAWS);
    }

    static List<AdjustStock.Result> results(String text) {
        return read(text, RESULTS);
    }

    static Order order(String text) {
        return read(text, ORDER);
    }

    static Outcome outcome(String text) {
        return read(text, OUTCOME);
    }

    private static <T> T read(String text, TypeReference<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored value can't be read: " + text, e);
        }
    }
}
