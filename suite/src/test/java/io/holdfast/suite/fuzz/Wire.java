package io.holdfast.suite.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Sends requests exactly as given, each on a connection of its own, and reads one answer. */
public final class Wire {

    private static final int PATIENCE_MILLIS = 10_000;

    private final String host;
    private final int port;

    public Wire(String address) {
        URI uri = URI.create(address);
        this.host = uri.getHost();
        this.port = uri.getPort();
    }

    public Reply send(byte[] request) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            try {
                OutputStream out = socket.getOutputStream();
                out.write(request);
                out.flush();
                return read(in);
            } catch (SocketException closed) {
                // Refused before all of it was sent: the answer may be there already.
                return new Reply(0, Map.of(), new byte[0]);
            } catch (SocketTimeoutException silence) {
                return new Reply(0, Map.of(), ("nothing within " + PATIENCE_MILLIS + " ms").getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static Reply read(InputStream in) throws IOException {
        String[] head = head(in).split("\r\n");
        if (!head[0].startsWith("HTTP/")) {
            return new Reply(0, Map.of(), head[0].getBytes(StandardCharsets.ISO_8859_1));
        }
        int status = Integer.parseInt(head[0].split(" ")[1]);
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            headers.put(head[i].substring(0, colon).strip().toLowerCase(Locale.ROOT), head[i].substring(colon + 1).strip());
        }
        // A stream has no end that is worth waiting for.
        boolean endless = headers.getOrDefault("content-type", "").startsWith("text/event-stream");
        return new Reply(status, headers, endless ? new byte[0] : body(in, headers));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                whole.write(in.readNBytes(size));
                line(in);
            }
            return whole.toByteArray();
        }
        return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.append(line).append("\r\n");
        }
        return head.toString();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().replace("\r", "");
    }
}
