package io.holdfast.messaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.holdfast.contracts.Envelope;
import io.holdfast.service.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which events share a row, and which rows share a message. */
class PackingTest {

    private static final Events EVENTS = new Events(new ObjectMapper().registerModule(new JavaTimeModule()), "test");

    private long rows;

    @Test
    void events_of_one_batch_share_rows_by_type_and_partition_in_their_order() throws IOException {
        List<Envelope> batch = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            batch.add(event(i % 2 == 0 ? "order" : "level", "S" + i % 40, i));
        }

        List<NewRow> packed = NewRow.pack(batch, EVENTS::write);

        assertTrue(packed.size() <= 2 * Outbox.PARTITIONS, packed.size() + " rows");
        List<Envelope> read = new ArrayList<>();
        for (NewRow row : packed) {
            List<Envelope> events = eventsIn(row.envelope());
            assertTrue(events.stream().allMatch(event -> NewRow.of(event, "").partition() == row.partition()
                    && event.type().equals(row.type())), "a row has one partition and type");
            read.addAll(events);
        }
        assertEquals(500, read.stream().map(Envelope::id).distinct().count());
        for (int i = 0; i < 40; i++) {
            String subject = "S" + i;
            List<Long> versions = read.stream().filter(event -> event.subject().equals(subject)).map(Envelope::version).toList();
            assertEquals(versions.stream().sorted().toList(), versions);
        }
    }

    @Test
    void a_row_and_a_message_have_limits_and_what_is_larger_goes_alone() {
        List<Envelope> many = IntStream.range(0, 250).mapToObj(i -> event("order", "S1", i)).toList();
        assertEquals(List.of(100, 100, 50), NewRow.pack(many, EVENTS::write).stream().map(row -> size(row.envelope())).toList());

        String half = "x".repeat(Limits.OUTBOX_ROW_CHARACTERS / 2);
        assertEquals(4, NewRow.pack(List.of(event("order", "S1", 1), event("order", "S1", 2), event("order", "S1", 3), event("order", "S1", 4)),
                event -> half).size());

        String third = "[" + "x".repeat(Limits.MESSAGE_CHARACTERS / 3) + "]";
        String large = "[" + "x".repeat(Limits.MESSAGE_CHARACTERS * 2) + "]";
        List<OutboxRow> due = List.of(row("order", third, 0), row("order", third, 0), row("order", large, 0), row("order", third, 0));
        assertEquals(List.of(List.of(1L, 2L), List.of(3L), List.of(4L)), ids(Parcel.pack(due)));
    }

    @Test
    void rows_of_one_type_share_a_message_in_their_order_and_one_that_was_refused_travels_alone() {
        List<OutboxRow> due = List.of(row("order", "[1,2]", 0), row("level", "3", 0), row("order", "4", 0),
                row("order", "5", 1), row("order", "6", 1), row("order", "7", 0), row("level", "[8]", 0), row("order", "[9]", 0));

        List<Parcel> parcels = Parcel.pack(due);

        assertEquals(List.of(List.of(1L, 3L), List.of(2L, 7L), List.of(4L), List.of(5L), List.of(6L, 8L)), ids(parcels));
        assertEquals(List.of("[1,2,4]", "[3,8]", "5", "6", "[7,9]"), parcels.stream().map(PackingTest::text).toList());
    }

    @Test
    void a_lone_event_travels_in_the_single_format_and_under_its_own_id() {
        OutboxRow lone = new OutboxRow((short) 1, 1, UUID.randomUUID(), "order", "{\"ü\":1}", 0, false);
        Parcel single = Parcel.pack(List.of(lone)).get(0);
        assertEquals("application/cloudevents+json", single.contentType());
        assertEquals(lone.eventId(), single.messageId());
        assertArrayEquals("{\"ü\":1}".getBytes(StandardCharsets.UTF_8), single.body());

        Parcel batch = Parcel.pack(List.of(lone, lone)).get(0);
        assertEquals("application/cloudevents-batch+json", batch.contentType());
    }

    @Test
    void what_claims_to_be_compressed_is_bounded() {
        byte[] bomb = Compression.compressed(new byte[Limits.EXPANDED_MESSAGE_BYTES + 1]);
        assertThrows(IOException.class, () -> Compression.expanded(bomb));
        assertThrows(IOException.class, () -> Compression.expanded("[]".getBytes(StandardCharsets.UTF_8)));
    }

    private static Envelope event(String type, String subject, long version) {
        return EVENTS.envelope(type, "m1", subject, version, Instant.EPOCH, JsonNodeFactory.instance.objectNode());
    }

    private OutboxRow row(String type, String envelope, int attempts) {
        return new OutboxRow((short) 1, ++rows, envelope.startsWith("[") ? null : UUID.randomUUID(), type, envelope, attempts, false);
    }

    private static List<List<Long>> ids(List<Parcel> parcels) {
        return parcels.stream().map(parcel -> parcel.rows().stream().map(OutboxRow::id).toList()).toList();
    }

    private static String text(Parcel parcel) {
        try {
            byte[] body = parcel.body();
            return new String(parcel.contentEncoding() == null ? body : Compression.expanded(body), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int size(String row) {
        try {
            return eventsIn(row).size();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Envelope> eventsIn(String row) throws IOException {
        byte[] text = row.getBytes(StandardCharsets.UTF_8);
        return Events.isArray(text) ? EVENTS.readAll(text) : List.of(EVENTS.read(text));
    }
}
