package io.holdfast.suite.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import io.holdfast.suite.openapi.Operation;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One call of an operation, open to be spoilt.
 *
 * <p>{@code path} holds values for the places of the path, {@code query} pairs as they will be encoded, {@code body} is null without one.
 */
public final class Call {

    public final Operation operation;
    public String method;
    public final Map<String, String> path = new LinkedHashMap<>();
    public final List<Map.Entry<String, String>> query = new ArrayList<>();
    public final Map<String, String> headers = new LinkedHashMap<>();
    public JsonNode json;
    public byte[] body;
    /** Instead of path and query, as it is to be sent. */
    public String target;

    public Call(Operation operation) {
        this.operation = operation;
        this.method = operation.method();
    }

    public byte[] request() {
        byte[] content = body != null ? body : json == null ? null : json.toString().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method).append(' ').append(target != null ? target : target()).append(" HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (content != null) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (content != null) {
            request.writeBytes(content);
        }
        return request.toByteArray();
    }

    private String target() {
        String target = operation.path();
        for (Map.Entry<String, String> place : path.entrySet()) {
            target = target.replace("{" + place.getKey() + "}", encoded(place.getValue()));
        }
        StringBuilder whole = new StringBuilder(target);
        for (int i = 0; i < query.size(); i++) {
            whole.append(i == 0 ? '?' : '&').append(encoded(query.get(i).getKey())).append('=').append(encoded(query.get(i).getValue()));
        }
        return whole.toString();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace(".", "%2E").replace("*", "%2A");
    }

    /** As a person reads it. */
    @Override
    public String toString() {
        String text = new String(request(), StandardCharsets.ISO_8859_1).replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0");
        return operation.id() + ": " + (text.length() > 900 ? text.substring(0, 900) + "… (" + text.length() + ")" : text);
    }
}
