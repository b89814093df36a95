package io.holdfast.stock.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.messaging.Outbox;
import io.holdfast.service.tracing.Tracing;
import io.holdfast.stock.StockTest;
import io.holdfast.stock.book.BookEvents;
import io.holdfast.stock.book.BookStore;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.PayOrder;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.Wanted;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A batch is one transaction of many requests: it has a span of its own, and each request keeps its trace. */
@QuarkusTest
class TracedBatchTest extends StockTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final String TOLD = """
            with events as (
                select jsonb_array_elements(case when jsonb_typeof(o.envelope::jsonb) = 'array' then o.envelope::jsonb
                    else jsonb_build_array(o.envelope::jsonb) end) as e from outbox o)
            select e ->> 'type' as type, e ->> 'subject' as subject, e ->> 'traceparent' as traceparent
            from events where e ->> 'merchant' = $1""";

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(spans)).build()).build();

    @Inject
    Pool pool;
    @Inject
    Outbox outbox;
    @Inject
    BookEvents events;
    private CommandTraces traces;
    private BookStore store;

    @BeforeEach
    void a_shop() {
        channel("web", "ONLINE", null);
        channel("late", "ONLINE", "ON_PAYMENT");
        stocked("TEA", 100);
        stocked("CUP", 2);
        traces = new CommandTraces(new Tracing(telemetry, false));
        store = new BookStore(pool, outbox, events, traces);
    }

    @Test
    @DisplayName("the batch links to the requests that it decided, they to it, and a short order's event carries its own request's trace")
    void one_batch_of_several_traces() {
        PayOrder first = payerOfWhatIsGone("first");
        PayOrder unrecorded = payerOfWhatIsGone("unrecorded");
        PayOrder second = payerOfWhatIsGone("second");
        adjust("CUP", -1);
        Map<Command, Span> requests = Map.of(first, request(), second, request());
        decided(List.of(first, unrecorded, second), requests);

        SpanData batch = named("batch").get(0);
        Map<String, SpanData> commands = named("PayOrder").stream().collect(Collectors.toMap(SpanData::getTraceId, span -> span));
        assertEquals(requests.values().stream().map(span -> span.getSpanContext().getTraceId()).collect(Collectors.toSet()), commands.keySet());
        assertEquals(commands.keySet(), links(batch));
        assertEquals(trace(requests.get(first)), batch.getTraceId());
        SpanData other = commands.get(trace(requests.get(second)));
        assertEquals(Set.of(batch.getTraceId()), links(other), "whose trace the batch is not in finds it by a link");

        Map<String, String> told = told();
        assertTrue(told.get(first.order().toString()).contains(commands.get(trace(requests.get(first))).getSpanId()));
        assertTrue(told.get(second.order().toString()).contains(other.getSpanId()));
        assertTrue(told.get("CUP").contains(batch.getSpanId()), "what all of them changed follows from the batch");
        assertTrue(told.get(unrecorded.order().toString()).contains(batch.getSpanId()));
    }

    @Test
    @DisplayName("a batch of many requests links to 32 of them, and every one has its span")
    void links_are_bounded() {
        Map<Command, Span> requests = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            requests.put(buyer("many-" + i), request());
        }
        decided(new ArrayList<>(requests.keySet()), requests);
        assertEquals(32, links(named("batch").get(0)).size());
        assertEquals(40, named("PlaceOrder").size());
    }

    @Test
    @DisplayName("where no request is recorded the batch is not, and its events carry nothing")
    void nothing_recorded() {
        decided(List.of(buyer("plain")), Map.of());
        assertEquals(List.of(), spans.getFinishedSpanItems());
        assertEquals(Map.of(), told());
    }

    /** Of an order that took nothing when it was placed, and will find too little. */
    private PayOrder payerOfWhatIsGone(String reference) {
        String id = place("late", reference, "CUP", 2);
        return new PayOrder(merchant, UUID.fromString(id), "paid", "test");
    }

    private PlaceOrder buyer(String reference) {
        return new PlaceOrder(merchant, UuidCreator.getTimeOrderedEpochPlus1(), "web", reference, "c", List.of(new Wanted("TEA", 1)),
                PlaceOrder.Wishes.NONE, "test");
    }

    /** As a lane does: those who ask wait, one transaction decides, all are answered. */
    private void decided(List<Command> batch, Map<Command, Span> requests) {
        List<CompletableFuture<Outcome>> answers = new ArrayList<>();
        List<CompletableFuture<Outcome>> followed = new ArrayList<>();
        for (Command command : batch) {
            CompletableFuture<Outcome> answer = new CompletableFuture<>();
            answers.add(answer);
            try (Scope current = requests.getOrDefault(command, Span.getInvalid()).makeCurrent()) {
                followed.add(traces.follow(command, Uni.createFrom().completionStage(answer)).subscribeAsCompletionStage());
            }
        }
        List<Outcome> outcomes = store.decide(batch).await().atMost(LONG_ENOUGH);
        for (int i = 0; i < batch.size(); i++) {
            answers.get(i).complete(outcomes.get(i));
        }
        followed.forEach(CompletableFuture::join);
        assertFalse(Span.current().getSpanContext().isValid(), "nothing is left behind on the thread");
    }

    private Span request() {
        Span span = telemetry.getTracer("test").spanBuilder("request").startSpan();
        span.end();
        spans.reset();
        return span;
    }

    private static String trace(Span span) {
        return span.getSpanContext().getTraceId();
    }

    private static Set<String> links(SpanData span) {
        return span.getLinks().stream().map(LinkData::getSpanContext).map(link -> link.getTraceId()).collect(Collectors.toSet());
    }

    private List<SpanData> named(String name) {
        return spans.getFinishedSpanItems().stream().filter(span -> span.getName().equals(name)).toList();
    }

    /** What the newest event of each subject carries. */
    private Map<String, String> told() {
        Map<String, String> told = new HashMap<>();
        pool.preparedQuery(TOLD).execute(Tuple.of(merchant)).await().atMost(LONG_ENOUGH)
                .forEach(row -> told.merge(row.getString("subject"), String.valueOf(row.getString("traceparent")),
                        (one, other) -> one.equals("null") ? other : one));
        told.values().removeIf("null"::equals);
        return told;
    }
}
