package io.holdfast.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.Set;
import org.jboss.logging.Logger;

/** Parts of a body that stand or fall alone, read and refused exactly as if each had been a body. */
@ApplicationScoped
public class Parts {

    private static final Logger LOG = Logger.getLogger(Parts.class);

    private final ObjectMapper json;
    private final Validator validator;

    Parts(ObjectMapper json, Validator validator) {
        this.json = json;
        this.validator = validator;
    }

    /** Throws a {@link Problem} with pointers into the part. */
    public <T> T read(JsonNode part, Class<T> type) {
        T value;
        try {
            value = json.treeToValue(part, type);
        } catch (JsonProcessingException e) {
            throw JsonProblems.of(e);
        }
        if (value == null) {
            throw Problem.invalid("", "must be a JSON object");
        }
        return valid(value);
    }

    /** The value, unless a constraint of its type is violated. */
    public <T> T valid(T value) {
        Set<ConstraintViolation<T>> violations = validator.validate(value);
        if (!violations.isEmpty()) {
            throw ViolationProblems.of(violations);
        }
        return value;
    }

    /** How a part's failure is told, where its whole goes on. */
    public static Problem problem(Throwable failure) {
        if (failure instanceof Problem known) {
            return known;
        }
        LOG.errorf(failure, "A part of a request failed");
        return StoreProblems.of(failure).orElseGet(() -> Problem.ofStatus(500));
    }
}
