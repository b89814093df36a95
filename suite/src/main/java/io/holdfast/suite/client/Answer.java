package io.holdfast.suite.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the gateway answered.
 *
 * @param body its JSON; a missing node if it had none
 */
public record Answer(String request, int status, JsonNode body) {

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** The code of a problem document, e.g. {@code insufficient-stock}; else {@code status-<number>}. */
    public String problem() {
        String type = body.path("type").asText("");
        String code = type.substring(type.lastIndexOf('/') + 1);
        return code.isBlank() || code.equals("about:blank") ? "status-" + status : code;
    }

    /** One line for a person. */
    public String explained() {
        String detail = body.path("detail").asText(body.path("title").asText(""));
        String errors = body.path("errors").isMissingNode() ? "" : " " + body.path("errors");
        return request + " was answered " + status + " " + problem() + (detail.isEmpty() ? "" : ": " + detail) + errors;
    }

    /** The answer itself if it is a success. */
    public Answer orFail() {
        if (!ok()) {
            throw new UnexpectedAnswer(this);
        }
        return this;
    }
}
