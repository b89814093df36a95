package io.holdfast.service.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What is wrong with a JSON body: not JSON at all, or understood and of the wrong form. */
final class JsonProblems {

    private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class);
    private static final Map<Class<?>, String> FORMS = Map.of(
            String.class, "must be a text",
            Boolean.class, "must be true or false",
            boolean.class, "must be true or false",
            Instant.class, "must be a time in RFC 3339, e.g. \"2026-03-01T12:00:00Z\"",
            Duration.class, "must be an ISO 8601 duration, e.g. \"PT30M\"",
            LocalDate.class, "must be a date, e.g. \"2026-03-01\"",
            LocalTime.class, "must be a time of day, e.g. \"06:00\"",
            UUID.class, "must be a UUID");

    private JsonProblems() {}

    static Problem of(JsonProcessingException failure) {
        if (failure.getCause() instanceof Problem own) {
            return own;
        }
        InputCoercionException coercion = find(failure, InputCoercionException.class);
        if (coercion != null) {
            return invalid(failure, form(coercion.getTargetType()));
        }
        StreamReadException syntax = find(failure, StreamReadException.class);
        if (syntax != null) {
            return unreadable(syntax);
        }
        if (failure instanceof UnrecognizedPropertyException unknown) {
            List<String> known = unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
            return invalid(failure, "is not a known member; known are " + String.join(", ", known));
        }
        if (failure instanceof MismatchedInputException mismatch && !isTrailing(mismatch)) {
            return invalid(failure, form(mismatch.getTargetType()));
        }
        if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return invalid(failure, "has the wrong form");
        }
        return unreadable(failure);
    }

    private static boolean isTrailing(MismatchedInputException failure) {
        return failure.getOriginalMessage().startsWith("Trailing token");
    }

    private static Problem invalid(JsonProcessingException failure, String detail) {
        return Problem.invalid(failure instanceof JsonMappingException mapping ? pointer(mapping) : "", detail);
    }

    private static Problem unreadable(JsonProcessingException failure) {
        JsonLocation at = failure.getLocation();
        String place = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return Problem.unreadable("The body is not one JSON document" + place + ".");
    }

    /** What would be right, in the words of the API and without any class name of ours. */
    private static String form(Class<?> type) {
        if (type == null) {
            return "has the wrong form";
        }
        if (FORMS.containsKey(type)) {
            return FORMS.get(type);
        }
        if (WHOLE_NUMBERS.contains(type)) {
            return "must be a whole number";
        }
        if (type.isEnum()) {
            return "must be one of " + String.join(", ", Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList());
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "must be a number";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "must be a list" : "must be an object";
    }

    private static String pointer(JsonMappingException failure) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : failure.getPath()) {
            pointer.append('/').append(step.getFieldName() != null ? Problem.escaped(step.getFieldName()) : step.getIndex());
        }
        return pointer.toString();
    }

    private static <T extends Throwable> T find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
        }
        return null;
    }
}
