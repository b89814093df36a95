package io.holdfast.stock.lane;

import io.holdfast.stock.book.BookStore;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.metrics.CommandMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.EventLoop;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Which command waits where. Locks make several replicas correct; lanes make each of them fast. */
@ApplicationScoped
public class Lanes {

    private static final int LARGE = 200;

    private final List<Lane> bySku = new ArrayList<>();
    /** Commands of several SKUs, or of who knows which, so that an order of 700 lines doesn't hold up a hot SKU. */
    private final Lane wide;
    /** What concerns many SKUs and is no order, so that a stock count doesn't hold up orders. */
    private final Lane large;
    private final OrdersOfOneSku known = new OrdersOfOneSku();

    @Inject
    Lanes(Vertx vertx, BookStore store, CommandMetrics metrics, LaneConfig config) {
        this(vertx, store, metrics, config.ofOneSku());
    }

    private Lanes(Vertx vertx, BookStore store, CommandMetrics metrics, int ofOneSku) {
        Attempts attempts = new Attempts(store::decide);
        for (int i = 0; i < ofOneSku; i++) {
            bySku.add(lane(vertx, attempts, metrics));
        }
        wide = lane(vertx, attempts, metrics);
        large = lane(vertx, attempts, metrics);
    }

    /** Lanes that nobody watches, for tests and measurements. */
    public Lanes(Vertx vertx, BookStore store) {
        this(vertx, store, new CommandMetrics(new SimpleMeterRegistry()), LaneConfig.MOST);
    }

    private static Lane lane(Vertx vertx, Attempts attempts, CommandMetrics metrics) {
        // A context of the lane's own: nothing of the request that happens to start a batch goes along with it.
        ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
        return new Lane(attempts::decide, task -> afterNextLook(context, task), metrics);
    }

    /**
     * Once the sockets were looked at again. What has arrived meanwhile goes along in the batch, which costs hardly more for it;
     * where nothing has, it takes a few microseconds. An event loop turns to what is scheduled only after such a look.
     */
    static void afterNextLook(ContextInternal context, Runnable task) {
        EventLoop loop = context.nettyEventLoop();
        loop.execute(() -> loop.schedule(() -> context.runOnContext(look -> task.run()), 0, TimeUnit.NANOSECONDS));
    }

    /** The outcome once it is durable. Whoever stops waiting for it changes nothing. */
    public Uni<Outcome> submit(Command command) {
        return submit(command, known.skuOf(command));
    }

    /**
     * The same for an event of an order.
     *
     * @param sku the only one that the order has; null: it has several, or nobody knows. A wrong one costs time only
     */
    public Uni<Outcome> submit(Command command, String sku) {
        return Uni.createFrom().completionStage(() -> laneOf(command, sku).submit(command)).invoke(known::learn);
    }

    private Lane laneOf(Command command, String ofOrder) {
        if (command.size() > LARGE && !(command.plain() instanceof PlaceOrder)) {
            return large;
        }
        // What the events of other orders touch is known only once they are decided; spread over the lanes of single SKUs they
        // would make all of them wait for the same locks.
        String sku = command.order() != null ? ofOrder : command.skus().size() == 1 ? command.skus().get(0) : null;
        return sku == null ? wide : bySku.get(Math.floorMod((command.merchant() + "/" + sku).hashCode(), bySku.size()));
    }
}
