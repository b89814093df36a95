package io.holdfast.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.holdfast.service.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal as it is told to the caller. Immutable but for {@link #with}, which adds a member that helps.
 * The last part of its {@code type} is the stable code that integrators switch on.
 */
public final class Problem extends RuntimeException {

    private static final String TYPE_BASE = "https://holdfast.dev/problems/";

    private final int status;
    private final String code;
    private final String title;
    private final transient Map<String, Object> members = new LinkedHashMap<>();
    private Integer retryAfterSeconds;

    public Problem(int status, String code, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.title = title;
    }

    /** One thing wrong with the request: where ({@code pointer}, RFC 6901) and what would be right. */
    public record Error(String pointer, String detail) {
        private String sentence() {
            return (pointer.isEmpty() ? "The body" : pointer) + " " + detail;
        }
    }

    /** A member's name as a part of a JSON pointer. */
    public static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    public static Problem invalid(List<Error> errors) {
        String detail = errors.size() == 1 ? errors.get(0).sentence() : errors.size() + " members are not valid.";
        return new Problem(422, "invalid-request", "The request was understood and is not valid", detail)
                .with("errors", List.copyOf(errors));
    }

    public static Problem invalid(String pointer, String detail) {
        return invalid(List.of(new Error(pointer, detail)));
    }

    /** What is wrong with a JSON document. */
    public static Problem of(JsonProcessingException failure) {
        return JsonProblems.of(failure);
    }

    public static Problem unreadable(String detail) {
        return new Problem(400, "unreadable-request", "The request could not be read", detail);
    }

    public static Problem notFound(String kind, Object id) {
        return new Problem(404, "not-found", "No such " + kind, "There is no " + kind + " \"" + id + "\".");
    }

    public static Problem conflict(String code, String title, String detail) {
        return new Problem(409, code, title, detail);
    }

    public static Problem unauthorized(String detail) {
        return new Problem(401, "unauthorized", "Not authenticated", detail);
    }

    public static Problem forbidden(String detail) {
        return new Problem(403, "forbidden", "Not allowed", detail);
    }

    /** The problem behind an HTTP status that came without one. */
    public static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> unreadable("The request is not valid HTTP.");
            case 401 -> unauthorized("Send the header \"Authorization: Bearer <key>\".");
            case 403 -> forbidden("This key may not do that.");
            case 404 -> new Problem(404, "not-found", "Not found", "There is nothing at this address.");
            case 405 -> new Problem(405, "method-not-allowed", "Method not allowed", "This address does not answer to this method.");
            case 406 -> new Problem(406, "not-acceptable", "Not acceptable", "Answers are application/json.");
            case 413 -> tooLarge(Limits.BODY_BYTES);
            case 415 -> new Problem(415, "unsupported-media-type", "Unsupported media type", "Bodies are application/json.");
            case 500 -> new Problem(500, "internal-error", "Something went wrong on our side", "Nothing more can be said here.");
            default -> new Problem(status, "http-" + status, "The request could not be answered", "The status is " + status + ".");
        };
    }

    /** @param limit bytes that a body may have at this address */
    public static Problem tooLarge(int limit) {
        return new Problem(413, "too-large", "The body is too large", "A body may have up to " + limit + " bytes.").with("limit", limit);
    }

    /** A part is down or full; the caller may try again after the seconds given. */
    public static Problem unavailable(String detail, int retryAfterSeconds) {
        Problem problem = new Problem(503, "unavailable", "Try again shortly", detail);
        problem.retryAfterSeconds = retryAfterSeconds;
        return problem;
    }

    /** The caller has too much of something at once; they may try again after the seconds given. */
    public static Problem tooMany(String code, String detail, int retryAfterSeconds) {
        Problem problem = new Problem(429, code, "Too many at once", detail);
        problem.retryAfterSeconds = retryAfterSeconds;
        return problem;
    }

    public Problem with(String member, Object value) {
        members.put(member, value);
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Integer retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** The document, members in the order a reader wants them. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", TYPE_BASE + code);
        document.put("title", title);
        document.put("status", status);
        document.put("detail", getMessage());
        document.putAll(members);
        return document;
    }

    /** Collects everything wrong with a request, so that all of it is told at once. */
    public static final class Errors {
        private final List<Error> errors = new ArrayList<>();

        public Errors check(boolean holds, String pointer, String detail) {
            if (!holds) {
                errors.add(new Error(pointer, detail));
            }
            return this;
        }

        public boolean isEmpty() {
            return errors.isEmpty();
        }

        public List<Error> all() {
            return List.copyOf(errors);
        }

        public void throwIfAny() {
            if (!errors.isEmpty()) {
                throw invalid(errors);
            }
        }
    }
}
