package io.holdfast.stock.metrics;

import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what becomes of commands. A batch touches each meter once, however many commands it has. */
@ApplicationScoped
public class CommandMetrics {

    /** The word for commands that no decision was possible for. */
    private static final String FAILED = "failed";

    private final MeterRegistry registry;
    private final DistributionSummary size;
    private final Timer wait;
    private final Counter turnedAway;
    private final Map<Ending, Counter> endings = new ConcurrentHashMap<>();
    private final Map<Class<?>, String> words = new ConcurrentHashMap<>();

    private record Ending(Class<?> command, String outcome) {}

    public CommandMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.size = DistributionSummary.builder("holdfast.batch.commands").description("Commands decided together in one transaction")
                .serviceLevelObjectives(1, 4, 16, 64, 256).register(registry);
        this.wait = Timer.builder("holdfast.lane.wait").description("How long the first command of a batch waited for its lane")
                .serviceLevelObjectives(Duration.ofMillis(1), Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(50),
                        Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(5)).register(registry);
        this.turnedAway = Counter.builder("holdfast.lane.turned.away").description("Commands answered 503 because too many were waiting")
                .register(registry);
    }

    /** A lane took a batch. {@code since}: when its first command came, in {@link System#nanoTime()}. */
    public void took(int commands, long since) {
        size.record(commands);
        wait.record(Duration.ofNanos(System.nanoTime() - since));
    }

    /** A lane was full. */
    public void turnedAway() {
        turnedAway.increment();
    }

    /** A batch was decided; {@code null} among the outcomes: this one could not be. */
    public void decided(List<? extends Command> batch, List<Outcome> outcomes) {
        Map<Ending, Integer> counts = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            counts.merge(new Ending(batch.get(i).getClass(), outcome(outcomes.get(i))), 1, Integer::sum);
        }
        counts.forEach((ending, count) -> endings.computeIfAbsent(ending, this::counter).increment(count));
    }

    private Counter counter(Ending ending) {
        return Counter.builder("holdfast.commands").tag("command", word(ending.command())).tag("outcome", ending.outcome())
                .description("Commands by what became of them: orders placed, refused and why, paid, expired").register(registry);
    }

    private String outcome(Outcome outcome) {
        if (outcome == null) {
            return FAILED;
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refused.reason() instanceof Refusal.Unknown unknown
                    ? "unknown-" + unknown.what().name().toLowerCase(Locale.ROOT) : word(refused.reason().getClass());
        }
        if (outcome instanceof Outcome.Done done) {
            return done.repeated() ? "repeated" : done.order().state() == Order.State.SHORT ? "short" : "done";
        }
        return "done";
    }

    /** {@code PlaceOrder} as {@code place-order}. */
    private String word(Class<?> type) {
        return words.computeIfAbsent(type, named -> named.getSimpleName().replaceAll("(?<=[a-z])([A-Z])", "-$1").toLowerCase(Locale.ROOT));
    }
}
