package io.holdfast.stock.shipment;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.service.identity.CurrentCaller;
import io.holdfast.service.paging.Cursor;
import io.holdfast.service.paging.Page;
import io.holdfast.service.problem.Problem;
import io.holdfast.stock.lane.Asking;
import io.holdfast.stock.ledger.ReceiveShipment;
import io.holdfast.stock.ledger.SendShipment;
import io.holdfast.stock.ledger.Shipment;
import io.holdfast.stock.wording.Line;
import io.holdfast.stock.wording.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;

/** What transfers and deliveries from outside have in common towards the caller. */
@ApplicationScoped
class Shipments {

    private final Asking asking;
    private final ShipmentStore store;
    private final CurrentCaller caller;

    Shipments(Asking asking, ShipmentStore store, CurrentCaller caller) {
        this.asking = asking;
        this.store = store;
        this.caller = caller;
    }

    /** 201 with the shipment, at an address below {@code path}. */
    Uni<Response> transfer(String path, ShipmentRequests.Transfer request) {
        if (request.from().equals(request.to())) {
            throw Problem.invalid("/to", "must be another location than \"from\"");
        }
        return send(path, new SendShipment(caller.merchant(), UuidCreator.getTimeOrderedEpoch(), request.from(), request.to(),
                request.expectedOn(), request.reference(), Line.wanted(request.lines()), caller.actor()),
                Map.of(request.from(), "/from", request.to(), "/to"));
    }

    Uni<Response> announce(String path, ShipmentRequests.Inbound request) {
        return send(path, new SendShipment(caller.merchant(), UuidCreator.getTimeOrderedEpoch(), null, request.location(),
                request.expectedOn(), request.reference(), Line.wanted(request.lines()), caller.actor()), Map.of());
    }

    private Uni<Response> send(String path, SendShipment command, Map<String, String> places) {
        Line.checkSums(command.lines());
        return asking.submit(command).map(outcome -> Refusals.sent(outcome, places))
                .map(sent -> Response.status(Response.Status.CREATED).header("Location", path + "/" + sent.id()).entity(ShipmentView.of(sent)).build());
    }

    /** The shipment with what arrived; an empty body means that everything did, only {@code close} that nothing more did. */
    Uni<ShipmentView> receive(boolean transfer, UUID id, ShipmentRequests.Receipt request) {
        boolean close = request != null && Boolean.TRUE.equals(request.close());
        if (request != null && request.lines() != null && request.lines().isEmpty() && !close) {
            throw Problem.invalid("/lines", "must have a line, unless \"close\" is true");
        }
        ReceiveShipment command = new ReceiveShipment(caller.merchant(), id, UuidCreator.getTimeOrderedEpoch(),
                request == null ? null : Line.wanted(request.lines()), close, caller.actor());
        // Looked up first, so that a delivery is not received as a transfer: what a shipment is never changes.
        return find(transfer, id).flatMap(known -> asking.submit(command))
                .map(outcome -> ShipmentView.of(Refusals.sent(outcome, Map.of())));
    }

    Uni<ShipmentView> get(boolean transfer, UUID id) {
        return find(transfer, id).map(ShipmentView::of);
    }

    private Uni<Shipment> find(boolean transfer, UUID id) {
        return store.get(caller.merchant(), transfer, id)
                .map(found -> found.orElseThrow(() -> Problem.notFound(transfer ? "transfer" : "inbound shipment", id)));
    }

    /** {@code open}: only those of which something may still arrive, or only the others; null: all. */
    Uni<Page<ShipmentView>> list(boolean transfers, Boolean open, Integer limit, String cursor) {
        int size = Cursor.limit(limit);
        ShipmentStore.Filter filter = new ShipmentStore.Filter(caller.merchant(), transfers, open, Cursor.decode(cursor, UUID::fromString));
        return store.list(filter, size + 1).map(found -> Page.of(found, size, Shipment::id).map(ShipmentView::of));
    }
}
