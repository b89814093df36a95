package io.holdfast.messaging;

import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;

/** Where another service hands over events directly, as a JSON array; 204 once all of them are applied. */
@Path("/internal/events")
public class EventIntake {

    private final Inbox inbox;
    private final Events events;

    EventIntake(Inbox inbox, Events events) {
        this.inbox = inbox;
        this.events = events;
    }

    /** Takes bytes, because an event of a newer service may have members that are unknown here and must not be refused. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Void> receive(byte[] body) {
        try {
            return inbox.receive(events.readAll(body));
        } catch (IOException e) {
            throw Problem.unreadable("The body is no array of events: " + Failures.text(e));
        }
    }
}
