package io.holdfast.suite.bench.load;

import io.holdfast.suite.client.AvailabilityStream;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Orders at a fixed rate, and beside them the channel's stream: how long until the channel knows. */
final class StreamDelay {

    private static final long LOOK_MS = 20;
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final Vertx vertx;
    private final Job.Stream job;
    private final Delays delays;

    StreamDelay(Vertx vertx, Job.Stream job) {
        this.vertx = vertx;
        this.job = job;
        this.delays = new Delays(job.units());
    }

    /** A sample of delays; an answer is whether an order was told of. */
    Future<Sample> run() {
        Job.Http http = job.orders();
        AvailabilityStream stream = AvailabilityStream.open(http.addresses().get(0), http.key(), http.channel(), this::heard);
        HttpOrders orders = new HttpOrders(vertx, http);
        Call heard = (client, number) -> orders.send(client, number).onSuccess(answer -> {
            if (answer.equals("201")) {
                delays.answered(http.stock().sku(number), System.nanoTime());
            }
        });
        return OpenLoop.run(vertx, http.rate(), http.connections(), Duration.ofNanos((long) (http.seconds() * 1e9)), "201", heard)
                .compose(all -> complete())
                .map(done -> delays.sample(http.seconds()))
                .onComplete(ended -> {
                    stream.close();
                    orders.close();
                });
    }

    /** A SKU that is new is told of before it is counted; that counts no order. */
    private void heard(AvailabilityStream.Told event) {
        if (event.sellable() != null) {
            delays.told(event.sku(), event.sellable(), event.receivedNanos());
        }
    }

    private Future<Void> complete() {
        Promise<Void> done = Promise.promise();
        long end = System.nanoTime() + PATIENCE_NANOS;
        vertx.setPeriodic(LOOK_MS, timer -> {
            if (delays.isComplete() || System.nanoTime() > end) {
                vertx.cancelTimer(timer);
                done.complete();
            }
        });
        return done.future();
    }
}
