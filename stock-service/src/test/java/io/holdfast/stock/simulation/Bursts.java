package io.holdfast.stock.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.stock.lane.Lanes;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.ExpireOrder;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.ReceiveShipment;
import io.holdfast.stock.ledger.SellOverCounter;
import io.holdfast.stock.ledger.SendShipment;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Many commands at once at two replicas, some of them at both, while facts change and connections are killed; then a look at
 * what the database holds. A client that got no answer asks again, as clients do, until it gets one.
 */
final class Bursts {

    private static final int AT_ONCE = 50;
    private static final int PATIENCE = 20;
    private static final String KILL = """
            select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and state <> 'idle'
                and pid <> pg_backend_pid() and application_name = 'simulation'""";

    private final Workload workload;
    private final DatabaseEngine database;
    private final List<Lanes> replicas;
    private final Pool killer;
    private final Map<Command, Outcome> answered = new LinkedHashMap<>();
    int step;

    /** @param killer connections of its own, which are not killed */
    Bursts(Workload workload, DatabaseEngine database, List<Lanes> replicas, Pool killer) {
        this.workload = workload;
        this.database = database;
        this.replicas = replicas;
        this.killer = killer;
    }

    void go(int steps) {
        database.moveTo(workload.now());
        workload.opening().forEach(database::learn);
        for (step = 0; step < steps; step += AT_ONCE) {
            if (workload.passes()) {
                database.moveTo(workload.now());
            }
            burst(Math.min(AT_ONCE, steps - step));
            workload.shops.values().forEach(this::look);
        }
    }

    private void burst(int commands) {
        List<Command> sent = new ArrayList<>();
        List<Uni<Void>> all = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < commands; i++) {
            Fact edit = workload.edit();
            if (edit != null) {
                long version = DatabaseEngine.nextVersion();
                all.add(again(() -> database.told(edit, version)));
            }
            int at = i;
            Command command = workload.command();
            sent.add(command);
            outcomes.add(null);
            all.add(ask(i, command).invoke(outcome -> outcomes.set(at, outcome)).replaceWithVoid());
            if (workload.chance().oneIn(6)) {
                all.add(ask(i + 1, command).replaceWithVoid());
            }
            if (workload.chance().oneIn(2 * AT_ONCE)) {
                all.add(killer.query(KILL).execute().replaceWithVoid());
            }
        }
        Uni.join().all(all).andFailFast().await().atMost(DatabaseEngine.LONG_ENOUGH);
        for (int i = 0; i < commands; i++) {
            workload.learn(sent.get(i), outcomes.get(i));
            keep(sent.get(i), outcomes.get(i));
        }
    }

    /** R82: what was once answered with success stays so. */
    private void keep(Command command, Outcome outcome) {
        if (outcome instanceof Outcome.Done || outcome instanceof Outcome.Sent || outcome instanceof Outcome.Adjusted done && done.stored()) {
            answered.put(command, outcome);
        }
    }

    private Uni<Outcome> ask(int replica, Command command) {
        return again(() -> replicas.get(replica % replicas.size()).submit(command));
    }

    private static <T> Uni<T> again(Supplier<Uni<T>> ask) {
        return Uni.createFrom().<T>deferred(ask::get).onFailure().retry().withBackOff(Duration.ofMillis(10), Duration.ofMillis(200)).atMost(PATIENCE);
    }

    private void look(Shop shop) {
        View view = database.view(shop.merchant);
        Auditor.check(shop, view);
        StoredHistory.check(killer, shop, view);
        answered.forEach((command, outcome) -> {
            if (command.merchant().equals(shop.merchant)) {
                isThere(view, command, outcome);
            }
        });
    }

    private static void isThere(View view, Command command, Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            Order order = view.orders().get(done.order().id());
            boolean placed = command instanceof PlaceOrder || command instanceof SellOverCounter;
            assertEquals(done.order().placement(), order == null ? null : order.placement(), () -> "R82 lost: " + command);
            assertEquals(placed || command instanceof ExpireOrder ? order.id() : command.order(), order.id(), () -> "R80 another's: " + command);
        } else if (command instanceof SendShipment send) {
            assertEquals(true, view.shipments().containsKey(send.id()), () -> "R82 lost: " + command);
        } else if (command instanceof ReceiveShipment receive) {
            assertEquals(1, view.shipments().get(receive.shipment()).receipts().stream().filter(r -> r.id().equals(receive.receipt())).count(),
                    () -> "R82 received once: " + command);
        }
    }
}
