package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.holdfast.service.Limits;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Events of one merchant as the body of one call: as many as fit, for each call is a transaction of the receiver.
 *
 * @param json an array of them, in their order
 */
record HandoverBody(String merchant, int events, byte[] json) {

    /** An event that is larger alone goes alone. */
    static List<HandoverBody> of(List<Envelope> batch, Function<Envelope, byte[]> writer) {
        List<HandoverBody> bodies = new ArrayList<>();
        ByteArrayOutputStream open = new ByteArrayOutputStream();
        int events = 0;
        for (Envelope event : batch) {
            byte[] written = writer.apply(event);
            // One byte before it and one bracket at the end.
            if (events > 0 && open.size() + written.length + 2 > Limits.HANDOVER_BYTES) {
                bodies.add(closed(open, event.merchant(), events));
                events = 0;
            }
            open.write(events == 0 ? '[' : ',');
            open.writeBytes(written);
            events++;
        }
        if (events > 0) {
            bodies.add(closed(open, batch.get(0).merchant(), events));
        }
        return bodies;
    }

    private static HandoverBody closed(ByteArrayOutputStream open, String merchant, int events) {
        open.write(']');
        byte[] json = open.toByteArray();
        open.reset();
        return new HandoverBody(merchant, events, json);
    }
}
