package io.holdfast.stock.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Keyed;
import io.holdfast.stock.ledger.Order;
import io.holdfast.stock.ledger.Outcome;
import io.holdfast.stock.ledger.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** How often each kind of command ended how: a walk that never comes by a rule says nothing of it. */
final class Reached {

    private static final Logger LOG = Logger.getLogger(Reached.class);

    private final Map<String, Long> times = new TreeMap<>();

    void add(Command command, Outcome outcome) {
        times.merge(command.getClass().getSimpleName() + " " + name(outcome), 1L, Long::sum);
    }

    private static String name(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return refused.reason().getClass().getSimpleName();
        }
        if (outcome instanceof Outcome.Done done) {
            return done.repeated() ? "again" : done.order().state() + (waits(done.order()) ? " waiting" : "");
        }
        return outcome instanceof Outcome.Adjusted adjusted && !adjusted.stored() ? "not stored" : "done";
    }

    private static boolean waits(Order order) {
        return order.lines().stream().flatMap(l -> l.parts().stream()).anyMatch(p -> p.backordered() > 0);
    }

    /** Every command, every refusal and every state were there. */
    void everything() {
        LOG.infof("Reached: %s", times);
        List<String> missing = Stream.of(concrete(Command.class), concrete(Refusal.class), Arrays.stream(Order.State.values()).map(Enum::name))
                // These happen to an order while something else is asked.
                .flatMap(names -> names).filter(name -> !name.equals("EXPIRED") && !name.equals("SUPERSEDED"))
                // No kind of its own: any command under an idempotency key, which KeysTest is about.
                .filter(name -> !name.equals(Keyed.class.getSimpleName()))
                .filter(name -> times.keySet().stream().noneMatch(t -> Arrays.asList(t.split(" ")).contains(name))).toList();
        assertEquals(List.of(), missing, () -> "never reached, of " + times);
    }

    private static Stream<String> concrete(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses()).flatMap(c -> c.isSealed() ? concrete(c) : Stream.of(c.getSimpleName()));
    }
}
