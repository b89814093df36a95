package io.holdfast.messaging;

import io.opentelemetry.api.trace.Span;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Carries events from the outbox to the broker: publishes first, deletes what was confirmed after. A crash in between
 * publishes twice, and the inbox of the receiver takes the second for the duplicate that it is. Rows of one type travel
 * together. Events of one subject are published in their order; where the broker refuses one of a batch that it
 * otherwise took, the later state may arrive first, which receivers recognise by its version.
 */
final class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final Duration DATABASE = Duration.ofSeconds(30);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(2);

    private final Worker worker = new Worker("relay");
    private final String name = UUID.randomUUID().toString();
    private final String service;
    private final Broker broker;
    private final Outbox outbox;
    private final OutboxStore store;
    private final Divider divider;
    private final LeaseStore leases;
    private final RelaySettings settings;
    private final EventTraces traces;

    private volatile Publisher publisher;
    private long renewed;
    private boolean holdsLeases;
    // Of the last batch: a single busy subject may fill the next one, many busy partitions share it.
    private int busyPartitions = Outbox.PARTITIONS;
    private Duration wait = SHORTEST_WAIT;

    Relay(String service, Broker broker, Outbox outbox, OutboxStore store, Divider divider, LeaseStore leases, RelaySettings settings,
            EventTraces traces) {
        this.service = service;
        this.broker = broker;
        this.outbox = outbox;
        this.store = store;
        this.divider = divider;
        this.leases = leases;
        this.settings = settings;
        this.traces = traces;
    }

    void start() {
        worker.start(this::round);
    }

    /** Ends the batch in hand and gives the partitions back. */
    void stop() {
        worker.stop();
        disconnect();
        try {
            await(leases.release(name));
        } catch (RuntimeException e) {
            LOG.debugf(e, "The leases of the relay run out by themselves");
        }
    }

    /** Stops as a crash would: the leases stay. */
    void abandon() {
        worker.stop();
        disconnect();
    }

    String name() {
        return name;
    }

    boolean isConnected() {
        Publisher current = publisher;
        return current != null && current.isOpen();
    }

    private void round() throws Exception {
        connect();
        renewLeases();
        int perPartition = settings.batch() / busyPartitions;
        List<OutboxRow> due = await(store.due(name, perPartition, settings.batch()));
        if (due.isEmpty()) {
            idle();
            return;
        }
        wait = SHORTEST_WAIT;
        Map<Short, Long> rows = due.stream().collect(Collectors.groupingBy(OutboxRow::partition, Collectors.counting()));
        busyPartitions = rows.size();
        if (await(divider.divideHeld(due))) {
            return;
        }
        List<Parcel> parcels = Parcel.pack(due);
        settle(parcels, publish(parcels));
        boolean more = due.size() == settings.batch() || rows.containsValue((long) perPartition);
        if (!more) {
            worker.pause(settings.pace());
        }
    }

    private void connect() throws IOException {
        if (!isConnected()) {
            disconnect();
            publisher = Publisher.open(broker, service + " relay");
            LOG.infof("The relay is connected to the broker");
        }
    }

    private void disconnect() {
        if (publisher != null) {
            publisher.close();
            publisher = null;
        }
    }

    private void renewLeases() {
        long now = System.nanoTime();
        if (!holdsLeases || now - renewed >= settings.renewal().toNanos()) {
            await(leases.renew(name, settings.lease()));
            renewed = now;
            holdsLeases = true;
        }
    }

    /** Looks often right after something was written, whose commit is yet to come, and ever less often while nothing is. */
    private void idle() throws InterruptedException {
        if (outbox.awaitHint(wait)) {
            wait = SHORTEST_WAIT;
        } else if (wait.compareTo(settings.idle()) < 0) {
            wait = wait.multipliedBy(2);
        }
    }

    private Map<Parcel, String> publish(List<Parcel> parcels) throws IOException, InterruptedException, TimeoutException {
        Map<Parcel, Span> spans = traces.sending(parcels);
        try {
            Map<Parcel, String> failures = publisher.publish(parcels, settings.confirm());
            spans.forEach((parcel, span) -> span.setAttribute("holdfast.refused", failures.getOrDefault(parcel, "")));
            return failures;
        } catch (IOException | TimeoutException | RuntimeException e) {
            spans.values().forEach(span -> span.recordException(e));
            // What the broker took is unknown; the rows stay and go again over a new connection.
            disconnect();
            throw e;
        } finally {
            spans.values().forEach(Span::end);
        }
    }

    private void settle(List<Parcel> parcels, Map<Parcel, String> failures) {
        await(store.sent(parcels.stream().filter(parcel -> !failures.containsKey(parcel))
                .flatMap(parcel -> parcel.rows().stream()).toList()));
        List<OutboxRow> failed = new ArrayList<>();
        Map<Long, String> reasons = new HashMap<>();
        failures.forEach((parcel, reason) -> parcel.rows().forEach(row -> await(divider.divide(row)).forEach(single -> {
            failed.add(single);
            reasons.put(single.id(), reason);
        })));
        await(store.failed(failed, reasons, settings)).forEach(parked -> LOG.errorf(
                "Outbox row %d (%s) was parked and holds back its subject until it is resumed: %s",
                parked.id(), parked.type(), parked.error()));
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(DATABASE);
    }
}
