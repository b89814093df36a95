package io.holdfast.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.TextNode;
import io.holdfast.contracts.Envelope;
import io.holdfast.service.Limits;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HandoverBodyTest {

    private static final int MANY = 3_000;

    @Test
    @DisplayName("R81 thousands of events go in few calls, all of them in their order, none longer than allowed")
    void manyInFew() {
        List<HandoverBody> bodies = bodies(IntStream.range(0, MANY).mapToObj(i -> "é".repeat(100) + i).toList());
        assertTrue(bodies.size() <= 4, () -> bodies.size() + " calls");
        assertTrue(bodies.stream().allMatch(body -> body.json().length <= Limits.HANDOVER_BYTES));
        assertEquals(MANY, bodies.stream().mapToInt(HandoverBody::events).sum());
        String all = bodies.stream().map(HandoverBodyTest::inner).collect(Collectors.joining(","));
        assertEquals(IntStream.range(0, MANY).mapToObj(i -> "\"" + "é".repeat(100) + i + "\"").collect(Collectors.joining(",")), all);
    }

    @Test
    @DisplayName("R81 an event that is longer than a call may be goes alone; nothing is no call")
    void aLongOneGoesAlone() {
        List<HandoverBody> bodies = bodies(List.of("a", "b", "x".repeat(Limits.HANDOVER_BYTES), "c"));
        assertEquals(List.of(2, 1, 1), bodies.stream().map(HandoverBody::events).toList());
        assertEquals("\"a\",\"b\"", inner(bodies.get(0)));
        assertEquals("\"c\"", inner(bodies.get(2)));
        assertEquals(List.of("m", "m", "m"), bodies.stream().map(HandoverBody::merchant).toList());
        assertEquals(List.of(), bodies(List.of()));
    }

    private static List<HandoverBody> bodies(List<String> texts) {
        List<Envelope> events = texts.stream().map(text -> new Envelope(new UUID(0, 0), "test", "t", "s", Instant.EPOCH, "m", 1, null,
                TextNode.valueOf(text))).toList();
        return HandoverBody.of(events, event -> event.data().toString().getBytes(UTF_8));
    }

    private static String inner(HandoverBody body) {
        String json = new String(body.json(), UTF_8);
        assertTrue(json.startsWith("[") && json.endsWith("]"), json);
        return json.substring(1, json.length() - 1);
    }
}
