package io.holdfast.allocation.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.testkit.service.TestTokens;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client of the stream, over a socket of its own. */
final class Listening implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SMALL = 4_096;

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Socket socket;
    private volatile String lastId;

    private Listening(Socket socket) {
        this.socket = socket;
    }

    /** Listens from now on. */
    static Listening to(String merchant, String query, String lastEventId) {
        Listening listening = asked(merchant, query, lastEventId, new Socket());
        listening.read();
        return listening;
    }

    /** Asks, and takes nothing of the answer until told to. */
    static Listening asked(String merchant, String query, String lastEventId) {
        try {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(SMALL);
            return asked(merchant, query, lastEventId, socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Listening asked(String merchant, String query, String lastEventId, Socket socket) {
        try {
            socket.connect(new InetSocketAddress("127.0.0.1", RestAssured.port));
            socket.getOutputStream().write(("GET /v1/availability/stream" + query + " HTTP/1.1\r\nHost: x\r\nAuthorization: "
                    + TestTokens.admin(merchant) + "\r\nAccept: text/event-stream\r\n"
                    + (lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n") + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new Listening(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void read() {
        Thread thread = new Thread(this::readAll, "listening");
        thread.setDaemon(true);
        thread.start();
    }

    private void readAll() {
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    events.add(JSON.readTree(line.substring(6)));
                }
            }
        } catch (IOException e) {
            lines.add("closed");
        }
    }

    /** Whether the service has said that it is there. */
    boolean isOpen() {
        return lines.contains(": connected");
    }

    String lastId() {
        return lastId;
    }

    List<String> lines() {
        return lines;
    }

    /** As {@code "TEA=5@1"}. */
    List<String> told() {
        return events.stream().map(e -> e.path("sku").asText() + "=" + (e.has("status") ? e.path("status") : e.path("sellable")).asText()
                + "@" + e.path("version").asLong()).toList();
    }

    List<JsonNode> events() {
        return events;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
