package io.holdfast.messaging;

import io.holdfast.contracts.Envelope;
import io.holdfast.service.Limits;
import io.holdfast.service.LogContext;
import io.holdfast.service.tracing.TraceParent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Settles what arrived: applied together if possible, else by halves, down to single events, so that a poisonous one
 * costs the others little; what can't be applied is parked.
 * An outage of the database is waited for, however long it takes: nothing is parked because of it.
 */
final class Receiver {

    private static final Logger LOG = Logger.getLogger(Receiver.class);
    private static final Duration DATABASE = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final int ATTEMPTS = 5;
    // For all events of a delivery together: where a whole type can't be applied, thousands must not wait for each other.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Events events;
    private final Inbox inbox;
    private final InboxParkedStore parked;
    private final Worker worker;
    private long patientUntil;

    Receiver(Events events, Inbox inbox, InboxParkedStore parked, Worker worker) {
        this.events = events;
        this.inbox = inbox;
        this.parked = parked;
        this.worker = worker;
    }

    /**
     * Returns when every message is applied or parked.
     *
     * @throws InterruptedException when the worker was stopped before that; nothing may be acknowledged then
     */
    void receive(List<Message> messages) throws InterruptedException {
        patientUntil = System.nanoTime() + PATIENCE.toNanos();
        for (Message message : messages) {
            if (message.event() == null) {
                park(message, message.unreadable());
            }
        }
        List<Message> readable = messages.stream().filter(message -> message.event() != null).toList();
        for (int from = 0; from < readable.size(); from += Limits.EVENTS_PER_TRANSACTION) {
            apply(readable.subList(from, Math.min(readable.size(), from + Limits.EVENTS_PER_TRANSACTION)));
        }
    }

    private void apply(List<Message> part) throws InterruptedException {
        if (part.size() == 1) {
            applyAlone(part.get(0));
            return;
        }
        List<Envelope> together = part.stream().map(Message::event).toList();
        Optional<Throwable> failure = outcome(() -> inbox.receive(together));
        if (failure.isPresent()) {
            LOG.warnf("%d events can't be applied together and are halved: %s", part.size(), Failures.text(failure.get()));
            apply(part.subList(0, part.size() / 2));
            apply(part.subList(part.size() / 2, part.size()));
        }
    }

    /** Parks a message without trying to apply it. */
    void park(Message message, String error) throws InterruptedException {
        about(message, () -> LOG.errorf("Event %s (%s) was parked: %s", message.eventId(), message.type(), error));
        Optional<Throwable> failure = outcome(() -> parked.add(message.eventId(), message.type(), message.body(events), error));
        if (failure.isPresent()) {
            throw new IllegalStateException("An event could not even be parked", failure.get());
        }
    }

    /** Who looks for a merchant's lines, or for those of a trace, finds what became of their events. */
    private static void about(Message message, Runnable logging) {
        Envelope event = message.event();
        LogContext.about(event == null ? null : event.merchant(), event == null ? null : TraceParent.trace(event.traceparent()), logging);
    }

    private void applyAlone(Message message) throws InterruptedException {
        Optional<Throwable> failure = outcome(() -> inbox.receive(List.of(message.event())));
        for (int attempt = 1; failure.isPresent() && attempt < ATTEMPTS && System.nanoTime() < patientUntil; attempt++) {
            pause(FIRST_PAUSE.multipliedBy(attempt));
            failure = outcome(() -> inbox.receive(List.of(message.event())));
        }
        if (failure.isPresent()) {
            Throwable why = failure.get();
            about(message, () -> LOG.errorf(why, "Event %s (%s) can't be applied", message.eventId(), message.type()));
            park(message, Failures.text(why));
        }
    }

    /** Empty: done. Waits and repeats while the database is away, so any other failure is the work's own. */
    private Optional<Throwable> outcome(Supplier<Uni<Void>> work) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                work.get().await().atMost(DATABASE);
                return Optional.empty();
            } catch (RuntimeException e) {
                if (!Failures.isOutage(e)) {
                    return Optional.of(e);
                }
                LOG.warnf("Events wait, for the database can't apply them now: %s", Failures.text(e));
            }
            pause(pause);
            pause = Worker.longer(pause);
        }
    }

    private void pause(Duration time) throws InterruptedException {
        if (!worker.pause(time)) {
            throw new InterruptedException("Stopped while events were waiting");
        }
    }
}
