package io.holdfast.suite.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer byte by byte.
 *
 * @param status 0 if the connection was closed without one
 * @param headers by their names in small letters, the last of each
 */
public record Reply(int status, Map<String, String> headers, byte[] bytes) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public String type() {
        return headers.getOrDefault("content-type", "").split(";")[0].strip();
    }

    /** The body as JSON; missing if it is none. */
    public JsonNode json() {
        try {
            return bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
        String body = text();
        return status + " " + type() + " " + (body.length() > 400 ? body.substring(0, 400) + "…" : body);
    }
}
