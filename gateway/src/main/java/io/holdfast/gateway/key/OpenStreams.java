package io.holdfast.gateway.key;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Answers that go on for days end with the key that opened them: within a second after it was revoked, or its secret replaced. */
@ApplicationScoped
public class OpenStreams {

    private static final Logger LOG = Logger.getLogger(OpenStreams.class);
    private static final long PAUSE_MS = 500;

    private final KeyStore keys;
    private final ConcurrentLinkedQueue<Open> open = new ConcurrentLinkedQueue<>();

    private record Open(Buffer hash, BooleanSupplier over, Runnable end) {}

    OpenStreams(KeyStore keys) {
        this.keys = keys;
    }

    void start(@Observes StartupEvent start, Vertx vertx) {
        vertx.setPeriodic(PAUSE_MS, timer -> look());
    }

    /**
     * Watches over an answer.
     *
     * @param credential the key's secret, which is not kept
     * @param over whether the answer has ended by itself
     * @param end ends it
     */
    public void watch(String credential, BooleanSupplier over, Runnable end) {
        open.add(new Open(Buffer.buffer(Secret.hash(credential)), over, end));
    }

    /** One question for all, however many are open. While the database is away streams go on, as they began. */
    private void look() {
        open.removeIf(stream -> stream.over().getAsBoolean());
        Set<Buffer> hashes = open.stream().map(Open::hash).collect(Collectors.toSet());
        if (!hashes.isEmpty()) {
            keys.stillInForce(hashes).subscribe().with(good -> endAllBut(hashes, good),
                    failure -> LOG.debugf("Whether the keys of open streams still work could not be asked: %s", failure.getMessage()));
        }
    }

    /** @param asked those that were asked about: a stream that was opened meanwhile waits for the next look */
    private void endAllBut(Set<Buffer> asked, Set<Buffer> good) {
        open.stream().filter(stream -> asked.contains(stream.hash()) && !good.contains(stream.hash())).toList().forEach(stream -> {
            open.remove(stream);
            stream.end().run();
        });
    }
}
