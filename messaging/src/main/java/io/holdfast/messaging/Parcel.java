package io.holdfast.messaging;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.service.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rows of one type that go to the broker as one message: a message costs the broker far more than what is in it. */
final class Parcel {

    private static final String ONE = "application/cloudevents+json";
    private static final String SEVERAL = "application/cloudevents-batch+json";

    private final List<OutboxRow> rows = new ArrayList<>();
    private int length;

    private Parcel(OutboxRow first) {
        add(first);
    }

    /**
     * Packs rows in the order given, so that those of one type keep it. A row that was refused before travels alone:
     * it may have been refused because of a companion, and must not do the same to another.
     */
    static List<Parcel> pack(List<OutboxRow> rows) {
        List<Parcel> parcels = new ArrayList<>();
        Map<String, Parcel> open = new HashMap<>();
        for (OutboxRow row : rows) {
            Parcel begun = open.get(row.type());
            if (begun != null && row.attempts() == 0 && begun.takes(row)) {
                begun.add(row);
            } else {
                Parcel next = new Parcel(row);
                parcels.add(next);
                open.put(row.type(), next);
            }
        }
        return parcels;
    }

    private boolean takes(OutboxRow row) {
        return rows.get(0).attempts() == 0 && length + row.envelope().length() < Limits.MESSAGE_CHARACTERS;
    }

    private void add(OutboxRow row) {
        rows.add(row);
        length += row.envelope().length() + 1;
    }

    List<OutboxRow> rows() {
        return rows;
    }

    String type() {
        return rows.get(0).type();
    }

    /** The event's where there is only one, else a new one: the same events may travel in other company next time. */
    UUID messageId() {
        return isOneEvent() ? rows.get(0).eventId() : UuidCreator.getTimeOrderedEpoch();
    }

    String contentType() {
        return isOneEvent() ? ONE : SEVERAL;
    }

    /** Null: as it is. */
    String contentEncoding() {
        return isOneEvent() ? null : Compression.GZIP;
    }

    byte[] body() {
        byte[] text = text().getBytes(StandardCharsets.UTF_8);
        return isOneEvent() ? text : Compression.compressed(text);
    }

    private String text() {
        if (rows.size() == 1) {
            return rows.get(0).envelope();
        }
        StringBuilder text = new StringBuilder(length + 2).append('[');
        for (OutboxRow row : rows) {
            String written = row.envelope();
            int brackets = row.isOfSeveral() ? 1 : 0;
            text.append(text.length() == 1 ? "" : ",").append(written, brackets, written.length() - brackets);
        }
        return text.append(']').toString();
    }

    private boolean isOneEvent() {
        return rows.size() == 1 && !rows.get(0).isOfSeveral();
    }
}
