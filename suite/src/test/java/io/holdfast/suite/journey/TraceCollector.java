package io.holdfast.suite.journey;

import com.google.protobuf.TextFormat;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Receives traces as a collector does, by OTLP over HTTP. */
final class TraceCollector implements AutoCloseable {

    private static final String PATH = "/v1/traces";

    private final List<Seen> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** One span as it was exported; ids in hex, {@code parent} empty where it has none, {@code whole} with all that it says. */
    record Seen(String service, String name, String trace, String id, String parent, String whole) {}

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    static TraceCollector start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            TraceCollector collector = new TraceCollector(server);
            server.createContext(PATH, collector::receive);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Whether a span of that name has come, of whichever trace. */
    boolean has(String name) {
        return spans.stream().anyMatch(span -> span.name().equals(name));
    }

    /** What any span says that mentions the text. */
    List<String> mentioning(String text) {
        return spans.stream().map(Seen::whole).filter(whole -> whole.contains(text)).toList();
    }

    List<Seen> ofTrace(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange; InputStream body = body(exchange)) {
            ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().forEach(this::keep);
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        boolean compressed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        return compressed ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
    }

    private void keep(ResourceSpans sent) {
        String service = sent.getResource().getAttributesList().stream().filter(attribute -> attribute.getKey().equals("service.name"))
                .map(KeyValue::getValue).map(value -> value.getStringValue()).findFirst().orElse("");
        HexFormat hex = HexFormat.of();
        for (ScopeSpans scope : sent.getScopeSpansList()) {
            scope.getSpansList().forEach(span -> spans.add(new Seen(service, span.getName(), hex.formatHex(span.getTraceId().toByteArray()),
                    hex.formatHex(span.getSpanId().toByteArray()), hex.formatHex(span.getParentSpanId().toByteArray()),
                    TextFormat.printer().escapingNonAscii(false).printToString(span))));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
