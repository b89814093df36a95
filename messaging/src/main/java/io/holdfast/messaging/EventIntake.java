package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

/** Where another service hands over an event directly; 204 once it is applied. */
@Path("/internal/events")
public class EventIntake {

    private final Inbox inbox;

    EventIntake(Inbox inbox) {
        this.inbox = inbox;
    }

    @POST
    public Uni<Void> receive(Envelope event) {
        return inbox.receive(List.of(event));
    }
}
