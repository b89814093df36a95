package io.holdfast.messaging;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.holdfast.contracts.Envelope;
import io.holdfast.contracts.EventTypes;
import io.holdfast.service.tracing.Tracing;
import io.holdfast.testkit.broker.EmbeddedBroker;
import io.holdfast.testkit.service.TestPostgres;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trace goes with its events: into the outbox, over the broker, to where they are applied. */
class TracedEventsTest {

    private static final String TYPE = EventTypes.VARIANT_CHANGED;
    private static int databases;

    @TempDir
    Path folder;
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build()).build();
    private EmbeddedBroker broker;
    private Replica replica;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(folder, 0);
        String name = "traced_" + ++databases;
        TestPostgres.server().createDatabase(name);
        Flyway.configure().dataSource(TestPostgres.server().jdbcUrl(name), "postgres", "").locations("db/clock", "db/messaging").load().migrate();
        replica = new Replica("stock", TestPostgres.server().url() + "/" + name, broker, RelaySettings.DEFAULT, new Tracing(telemetry, false));
        replica.await(replica.pool.query("""
                create table effect (seq bigint generated always as identity, event_id uuid, subject text, version bigint)""").execute());
    }

    @AfterEach
    void stop() {
        replica.close();
        broker.close();
    }

    @Test
    @DisplayName("what a request decides is sent and applied within its trace, each event within its own")
    void each_in_its_own_trace() {
        Span first = request();
        Span second = request();
        replica.commit(List.of(eventOf(first, "S1"), eventOf(second, "S2"), replica.event(TYPE, "S3", 1)));
        run(3);

        Map<String, SpanData> applied = named("apply " + TYPE).stream()
                .collect(Collectors.toMap(span -> span.getTraceId(), span -> span));
        assertEquals(2, applied.size(), "an event that belongs to no trace begins none");
        assertEquals(first.getSpanContext().getSpanId(), applied.get(first.getSpanContext().getTraceId()).getParentSpanId());
        assertEquals(second.getSpanContext().getSpanId(), applied.get(second.getSpanContext().getTraceId()).getParentSpanId());
    }

    @Test
    @DisplayName("a message of many traces is sent once: in the first one's trace, linked to the others, to 32 at most")
    void a_message_of_many() {
        List<Span> requests = IntStream.range(0, 40).mapToObj(i -> request()).toList();
        replica.commit(IntStream.range(0, 40).mapToObj(i -> eventOf(requests.get(i), "S" + i)).toList());
        run(40);

        SpanData sent = named("send " + TYPE).get(0);
        List<String> traces = requests.stream().map(span -> span.getSpanContext().getTraceId()).toList();
        assertEquals(32, sent.getLinks().size());
        assertEquals(32, sent.getLinks().stream().map(LinkData::getSpanContext).filter(link -> traces.contains(link.getTraceId())).distinct().count());
        assertEquals(40, named("apply " + TYPE).size());
    }

    @Test
    @DisplayName("what is not recorded is not carried")
    void unrecorded() {
        Span dropped = Span.wrap(SpanContext.create("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7",
                TraceFlags.getDefault(), TraceState.getDefault()));
        assertNull(eventOf(dropped, "S1").traceparent());
        replica.commit(eventOf(dropped, "S1"));
        run(1);
        assertEquals(List.of(), spans.getFinishedSpanItems());
    }

    private void run(int events) {
        replica.relay.start();
        replica.subscription.start();
        await().atMost(Duration.ofSeconds(30)).until(() -> replica.count("select count(*) from effect") == events);
        // A span ends after its transaction.
        replica.subscription.stop();
        replica.relay.stop();
    }

    private Span request() {
        Span span = telemetry.getTracer("test").spanBuilder("request").startSpan();
        span.end();
        spans.reset();
        return span;
    }

    private Envelope eventOf(Span request, String subject) {
        try (Scope current = request.makeCurrent()) {
            return replica.event(TYPE, subject, 1);
        }
    }

    private List<SpanData> named(String name) {
        return spans.getFinishedSpanItems().stream().filter(span -> span.getName().equals(name)).toList();
    }
}
