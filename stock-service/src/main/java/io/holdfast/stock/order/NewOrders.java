package io.holdfast.stock.order;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.service.problem.Problem;
import io.holdfast.stock.lane.Asking;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Life;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.Wanted;
import io.holdfast.stock.settings.StockSettings;
import io.holdfast.stock.wording.Line;
import io.holdfast.stock.wording.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What placing an order, placing many, and selling over the counter have in common towards the caller. */
@ApplicationScoped
class NewOrders {

    private final Asking asking;
    private final OpenOrders open;

    NewOrders(Asking asking, OpenOrders open) {
        this.asking = asking;
        this.open = open;
    }

    /**
     * The order, new or placed before, or a refusal.
     *
     * @param request valid in itself
     * @param part which of many in one call, from 1; 0: it is the only one
     */
    Uni<Outcome.Done> place(String merchant, String actor, OrderRequests.Place request, int part) {
        if (request.expiresIn() != null && !StockSettings.isAllowed(request.expiresIn())) {
            throw Problem.invalid("/expiresIn", StockSettings.LIFE);
        }
        Life life = request.expiresIn() == null ? null : new Life(request.expiresIn());
        PlaceOrder command = new PlaceOrder(merchant, newId(), request.channel(), request.reference(),
                Content.of(request), Line.wanted(request.lines()), new PlaceOrder.Wishes(life, request.paymentMethod(),
                request.pickupAt(), request.supersedes(), request.occurredAt()), actor);
        Map<String, String> places = request.pickupAt() == null ? Map.of() : Map.of(request.pickupAt(), "/pickupAt");
        return open.within(command, () -> submit(command, command.lines(), places, part));
    }

    /**
     * The order, new or placed before, or a refusal.
     *
     * @param places pointers to the members that named locations, by location
     */
    Uni<Outcome.Done> submit(Command command, List<Wanted> lines, Map<String, String> places, int part) {
        Line.checkSums(lines);
        return asking.submit(command, part).map(outcome -> Refusals.done(outcome, places));
    }

    static int status(Outcome.Done done) {
        return done.repeated() ? 200 : 201;
    }

    /** 201 with the order, 200 with the same order asked again. */
    static Response answer(Outcome.Done done) {
        OrderView view = OrderView.of(done.order());
        Response.ResponseBuilder response = Response.status(status(done)).entity(view);
        return (done.repeated() ? response : response.header("Location", "/v1/orders/" + view.id())).build();
    }

    /** Ordered by time, so that newer orders stand together in every index. */
    static UUID newId() {
        return UuidCreator.getTimeOrderedEpoch();
    }
}
