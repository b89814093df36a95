package io.holdfast.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Says over real HTTP who holds stock, as the stock service would; 503 for a SKU that the test said nothing of. */
public final class StockStub {

    private static final Map<String, String> HOLDERS = new ConcurrentHashMap<>();
    private static volatile Runnable beforeTheAnswer = () -> {};
    private static HttpServer server;

    private StockStub() {}

    /** Starts it once in a JVM, and says where it is. */
    public static synchronized String address() {
        if (server == null) {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            server.createContext("/v1/stock/", StockStub::answer);
            server.start();
        }
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param items JSON of a page of holders */
    public static void holders(String sku, String items, String nextCursor) {
        HOLDERS.put(sku, "{\"items\": [" + items + "], \"nextCursor\": " + nextCursor + "}");
    }

    /** Runs something with each question before it is answered. */
    public static void beforeTheAnswer(Runnable event) {
        beforeTheAnswer = event;
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String sku = path.substring("/v1/stock/".length(), path.lastIndexOf("/holders"));
        beforeTheAnswer.run();
        byte[] body = HOLDERS.getOrDefault(sku, "{}").getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(HOLDERS.containsKey(sku) ? 200 : 503, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
