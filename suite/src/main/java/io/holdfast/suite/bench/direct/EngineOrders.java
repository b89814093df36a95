package io.holdfast.suite.bench.direct;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.messaging.Events;
import io.holdfast.messaging.Outbox;
import io.holdfast.stock.book.BookEvents;
import io.holdfast.stock.book.BookStore;
import io.holdfast.stock.lane.Lanes;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.Wanted;
import io.holdfast.suite.bench.load.Call;
import io.holdfast.suite.bench.load.Job;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import java.util.List;

/** The engine of the stock service, put together as the service does it, without the service. */
public final class EngineOrders {

    public static final String ACCEPTED = "accepted";
    private static final int CONNECTIONS = 6;

    private final Lanes lanes;

    private EngineOrders(Lanes lanes) {
        this.lanes = lanes;
    }

    /** @param database {@code postgresql://user@host:port/name} */
    public static EngineOrders on(Vertx vertx, String database) {
        Events events = new Events(new ObjectMapper().registerModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS), "stock");
        Pool pool = Pool.newInstance(Connections.pool(vertx, database, BookStore.PLANNING, CONNECTIONS));
        return new EngineOrders(new Lanes(vertx, new BookStore(pool, new Outbox(events), new BookEvents(events))));
    }

    public Call of(Job.Engine job) {
        return (client, number) -> Future.fromCompletionStage(lanes.submit(new PlaceOrder(job.merchant(),
                UuidCreator.getTimeOrderedEpoch(), job.channel(), job.references() + number, "one unit",
                List.of(new Wanted(job.stock().sku(number), 1)), PlaceOrder.Wishes.NONE, "bench")).subscribeAsCompletionStage())
                .map(EngineOrders::answer);
    }

    private static String answer(Outcome outcome) {
        return outcome instanceof Outcome.Done done && !done.repeated() ? ACCEPTED : outcome.getClass().getSimpleName();
    }
}
