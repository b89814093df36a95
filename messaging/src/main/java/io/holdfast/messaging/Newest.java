package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Of several versions of a subject in one delivery only the newest matters. */
public final class Newest {

    private Newest() {}

    /** One event a subject, in key order, so that rows are locked in key order. */
    public static Collection<Envelope> of(List<Envelope> events) {
        Map<String, Envelope> newest = new TreeMap<>();
        events.forEach(e -> newest.merge(e.merchant() + "\u0000" + e.subject(), e, (a, b) -> a.version() >= b.version() ? a : b));
        return newest.values();
    }
}
