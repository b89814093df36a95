package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.util.List;

/** What could not be sent or applied: listed for the operator, and tried again on request. */
@Path("/internal/parked")
public class ParkedEntries {

    private final Transactions transactions;
    private final OutboxParkedStore outgoing;
    private final InboxParkedStore incoming;
    private final Outbox outbox;
    private final Inbox inbox;
    private final Events events;

    ParkedEntries(Pool pool, Transactions transactions, Outbox outbox, Inbox inbox, Events events) {
        this.transactions = transactions;
        this.outgoing = new OutboxParkedStore(pool);
        this.incoming = new InboxParkedStore(pool);
        this.outbox = outbox;
        this.inbox = inbox;
        this.events = events;
    }

    /** The first page of both. */
    public record Parked(Page<OutboxParkedStore.Entry> outbox, Page<InboxParkedStore.Entry> inbox) {}

    @GET
    public Uni<Parked> list() {
        return listOutbox(null, null).flatMap(out -> listInbox(null, null).map(in -> new Parked(out, in)));
    }

    @GET
    @Path("/outbox")
    public Uni<Page<OutboxParkedStore.Entry>> listOutbox(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        int size = Cursor.limit(limit);
        return outgoing.list(after(cursor), size + 1).map(rows -> Page.of(rows, size, OutboxParkedStore.Entry::id));
    }

    @GET
    @Path("/inbox")
    public Uni<Page<InboxParkedStore.Entry>> listInbox(@QueryParam("cursor") String cursor, @QueryParam("limit") Integer limit) {
        int size = Cursor.limit(limit);
        return incoming.list(after(cursor), size + 1).map(rows -> Page.of(rows, size, InboxParkedStore.Entry::id));
    }

    /** The relay sends it again, with a full number of attempts. */
    @POST
    @Path("/outbox/{id}/resume")
    public Uni<Void> resumeOutbox(@PathParam("id") long id) {
        return outgoing.resume(id).invoke(found -> {
            if (!found) {
                throw Problem.notFound("parked outbox entry", id);
            }
            outbox.wake();
        }).replaceWithVoid();
    }

    /** Applies it now; 409 with the reason when it still can't be. */
    @POST
    @Path("/inbox/{id}/resume")
    public Uni<Void> resumeInbox(@PathParam("id") long id) {
        return transactions.ofAllMerchants(transaction -> incoming.take(transaction, id)
                        .map(body -> read(body.orElseThrow(() -> Problem.notFound("parked inbox entry", id))))
                        .flatMap(event -> inbox.receive(transaction, List.of(event))))
                .onFailure(failure -> !(failure instanceof Problem) && !Failures.isOutage(failure))
                .recoverWithUni(failure -> stillFailing(id, Failures.text(failure)));
    }

    private Uni<Void> stillFailing(long id, String error) {
        return incoming.failedAgain(id, error).onItem().failWith(() -> Problem.conflict("still-failing",
                "The event still can't be applied", error));
    }

    private Envelope read(byte[] body) {
        try {
            return events.read(body);
        } catch (IOException e) {
            throw new IllegalArgumentException("The body is no event: " + Failures.text(e), e);
        }
    }

    private static long after(String cursor) {
        Long key = Cursor.decode(cursor, Long::valueOf);
        return key == null ? 0 : key;
    }
}
