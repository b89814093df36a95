package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

/** Where another service hands over events directly, as a JSON array; 204 once all of them are applied, in one transaction. */
@Path("/internal/events")
public class EventIntake {

    private final Inbox inbox;

    EventIntake(Inbox inbox) {
        this.inbox = inbox;
    }

    @POST
    public Uni<Void> receive(List<Envelope> events) {
        return inbox.receive(events);
    }
}
