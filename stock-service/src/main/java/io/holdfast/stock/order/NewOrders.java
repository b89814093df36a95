package io.holdfast.stock.order;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import io.holdfast.stock.lane.Lanes;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.Wanted;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** What placing an order and selling over the counter have in common towards the caller. */
@ApplicationScoped
class NewOrders {

    private final Lanes lanes;

    NewOrders(Lanes lanes) {
        this.lanes = lanes;
    }

    /** 201 with the order, 200 with the same order asked again, or a refusal. */
    Uni<Response> submit(Command command, List<Wanted> lines) {
        for (Wanted line : lines) {
            if (line.quantity() > Limits.ORDER_QUANTITY) {
                throw Problem.invalid("/lines", "add up to more than " + Limits.ORDER_QUANTITY + " units of \"" + line.sku() + "\"");
            }
        }
        return lanes.submit(command).map(outcome -> {
            Outcome.Done done = Refusals.done(outcome);
            OrderView view = OrderView.of(done.order());
            return done.repeated() ? Response.ok(view).build()
                    : Response.created(URI.create("/v1/orders/" + view.id())).entity(view).build();
        });
    }

    /** Ordered by time, so that newer orders stand together in every index. */
    static UUID newId() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    static List<Wanted> wanted(List<OrderRequests.Line> lines) {
        return lines == null ? null : lines.stream().map(l -> new Wanted(l.sku(), l.quantity())).toList();
    }
}
