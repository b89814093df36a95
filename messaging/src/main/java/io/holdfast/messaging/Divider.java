package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.holdfast.messaging.OutboxStore.Part;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Divides rows of several events into rows of one, as soon as one of the events is in trouble: each of them is then
 * tried again, held back, parked and resumed by itself. They keep the place of their row.
 */
final class Divider {

    private final OutboxStore store;
    private final Events events;

    Divider(OutboxStore store, Events events) {
        this.store = store;
        this.events = events;
    }

    /** Divides those rows that have an event of an aggregate whose earlier event was refused; true if there were any. */
    Uni<Boolean> divideHeld(List<OutboxRow> due) {
        Map<OutboxRow, List<Part>> suspects = new LinkedHashMap<>();
        due.stream().filter(row -> row.isOfSeveral() && row.besideFailed()).forEach(row -> suspects.put(row, parts(row)));
        if (suspects.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return store.held(flat(suspects).stream().map(Part::row).toList()).flatMap(held -> {
            suspects.values().removeIf(parts -> !hasAny(parts, held));
            return store.divide(flat(suspects)).replaceWith(!suspects.isEmpty());
        });
    }

    /** The rows that stand in the place of this one: itself, unless it is of several events. */
    Uni<List<OutboxRow>> divide(OutboxRow row) {
        if (!row.isOfSeveral()) {
            return Uni.createFrom().item(List.of(row));
        }
        List<Part> parts = parts(row);
        return store.divide(parts).replaceWith(parts.stream().map(Part::asRow).toList());
    }

    private List<Part> parts(OutboxRow row) {
        List<Part> parts = new ArrayList<>();
        try {
            for (byte[] written : events.parts(row.envelope().getBytes(StandardCharsets.UTF_8))) {
                Envelope event = events.read(written);
                NewRow single = NewRow.of(event, new String(written, StandardCharsets.UTF_8));
                parts.add(new Part(row, row.id() + 1 + parts.size(), single));
            }
        } catch (IOException e) {
            throw new IllegalStateException("Outbox row " + row.id() + " can't be read: " + Failures.text(e), e);
        }
        return parts;
    }

    private static List<Part> flat(Map<OutboxRow, List<Part>> rows) {
        return rows.values().stream().flatMap(List::stream).toList();
    }

    private static boolean hasAny(List<Part> parts, Set<String> aggregates) {
        return parts.stream().anyMatch(part -> aggregates.contains(part.row().aggregate()));
    }
}
