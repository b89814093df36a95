package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.holdfast.service.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * A row that is to be written into the outbox.
 *
 * @param aggregate null for a row of several events, as is {@code eventId}
 */
record NewRow(short partition, String type, String aggregate, UUID eventId, String envelope) {

    /** Events that share partition and type share a row, up to the limits; the order of an aggregate is kept. */
    static List<NewRow> pack(List<Envelope> batch, Function<Envelope, String> writer) {
        List<NewRow> full = new ArrayList<>();
        Map<String, Open> open = new LinkedHashMap<>();
        for (Envelope event : batch) {
            NewRow row = of(event, writer.apply(event));
            String key = row.partition + row.type;
            Open begun = open.get(key);
            if (begun != null && begun.takes(row)) {
                begun.add(row);
            } else {
                Open next = new Open(row);
                if (open.put(key, next) != null) {
                    full.add(begun.close());
                }
            }
        }
        open.values().forEach(row -> full.add(row.close()));
        return full;
    }

    static NewRow of(Envelope event, String written) {
        String aggregate = aggregate(event);
        return new NewRow((short) Math.floorMod(aggregate.hashCode(), Outbox.PARTITIONS), event.type(), aggregate, event.id(), written);
    }

    /** What keeps its order: one subject of one type of one merchant. */
    private static String aggregate(Envelope event) {
        return event.type() + "/" + event.merchant() + "/" + event.subject();
    }

    /** A row that more events may be added to. */
    private static final class Open {
        private final NewRow first;
        private StringBuilder text;
        private int size = 1;

        Open(NewRow first) {
            this.first = first;
        }

        boolean takes(NewRow next) {
            int length = text == null ? first.envelope.length() : text.length();
            return size < Limits.EVENTS_PER_OUTBOX_ROW && length + next.envelope.length() < Limits.OUTBOX_ROW_CHARACTERS;
        }

        void add(NewRow next) {
            if (text == null) {
                text = new StringBuilder().append('[').append(first.envelope);
            }
            text.append(',').append(next.envelope);
            size++;
        }

        NewRow close() {
            return size == 1 ? first : new NewRow(first.partition, first.type, null, null, text.append(']').toString());
        }
    }
}
