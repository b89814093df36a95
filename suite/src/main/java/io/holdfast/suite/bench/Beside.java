package io.holdfast.suite.bench;

import io.holdfast.suite.UserError;
import io.holdfast.suite.bench.load.Stock;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Two builds side by side on one machine: the same load at one and at the other, in short turns, while the one that waits is stopped.
 * What a machine does from minute to minute hits both; what is told is the ratio of each turn.
 */
public final class Beside implements AutoCloseable {

    private static final double SECONDS = 1.5;
    /** Before each turn: what was stopped has to find its way into the processors' caches again. */
    private static final double RUN_UP_SECONDS = 0.3;
    private static final double PAUSE_SECONDS = 0.4;

    private final BenchOptions options;
    private final PrintStream out;
    private final Path home;
    private final Build other;
    private final Build here;
    private Worker load;

    /** A load, under which both are measured; {@code rate} 0: as many as go through. */
    private record Load(String name, Stock stock, int connections, double rate) {}

    public Beside(Path repository, BenchOptions options, Path other, PrintStream out) {
        this.options = options;
        this.out = out;
        this.home = repository.resolve("target/beside");
        this.other = new Build("other", other, home.resolve("other"));
        this.here = new Build("here", repository, home.resolve("here"));
    }

    public void run() {
        if (!options.has(Measure.HOT) && !options.has(Measure.WIDE) && !options.has(Measure.LOW)) {
            throw new UserError("Two builds can be compared by hot, wide and low");
        }
        List<Stock> stocks = options.has(Measure.WIDE) ? List.of(Ground.ONE, Ground.MANY) : List.of(Ground.ONE);
        load = Worker.start(home.resolve("logs"), Ground.LOAD, 1, false);
        for (Build build : List.of(other, here)) {
            say("Starting %s", build.name());
            build.start(out::println, stocks);
            build.halt();
        }
        if (options.has(Measure.HOT)) {
            double rate = compare(new Load("hot", Ground.ONE, Ground.CONNECTIONS, 0));
            compare(new Load("hot, at half of that", Ground.ONE, Ground.CONNECTIONS, rate / 2));
        }
        if (options.has(Measure.WIDE)) {
            compare(new Load("wide", Ground.MANY, Ground.CONNECTIONS, 0));
        }
        if (options.has(Measure.LOW)) {
            compare(new Load("low", Ground.ONE, 1, 0));
        }
    }

    /** Orders a second at the other build. */
    private double compare(Load way) {
        List<Round> others = new ArrayList<>();
        List<Round> ours = new ArrayList<>();
        for (int turn = -options.turns() - options.turns() / 2; turn < options.turns(); turn++) {
            boolean otherFirst = turn % 2 == 0;
            Round first = turn(otherFirst ? other : here, way);
            Round second = turn(otherFirst ? here : other, way);
            // The earlier ones are for the compilers.
            if (turn >= 0) {
                others.add(otherFirst ? first : second);
                ours.add(otherFirst ? second : first);
            }
        }
        tell(way, other, others);
        tell(way, here, ours);
        ratio("rate", ours, others, round -> round.sample().rate());
        ratio("p50", ours, others, round -> round.sample().latency().p50());
        ratio("us a call", ours, others, Round::microsPerCall);
        return Median.of(others, round -> round.sample().rate());
    }

    private Round turn(Build build, Load way) {
        build.goOn();
        build.orders(load, way.stock(), way.connections(), way.rate(), RUN_UP_SECONDS);
        Round round = build.orders(load, way.stock(), way.connections(), way.rate(), SECONDS);
        // Nobody's next turn has the events of this one to deliver.
        build.orders(load, way.stock(), 1, 1, PAUSE_SECONDS);
        build.halt();
        return round;
    }

    private void tell(Load way, Build build, List<Round> rounds) {
        say("  %-22s %-6s %,9.0f/s  p50 %.2f ms  p99 %.1f ms  %,.0f us a call  answers %s  (%s)", way.name(), build.name(),
                Median.of(rounds, round -> round.sample().rate()), Median.of(rounds, round -> round.sample().latency().p50()),
                Median.of(rounds, round -> round.sample().latency().p99()), Median.of(rounds, Round::microsPerCall),
                rounds.stream().flatMap(round -> round.sample().answers().keySet().stream()).distinct().toList(),
                Rounds.cores(CpuUse.mean(rounds.stream().map(Round::cores).toList())));
    }

    private void ratio(String what, List<Round> ours, List<Round> others, ToDoubleFunction<Round> value) {
        double[] ratios = IntStream.range(0, ours.size())
                .mapToDouble(i -> value.applyAsDouble(ours.get(i)) / value.applyAsDouble(others.get(i))).sorted().toArray();
        say("    here / other, %-9s %.3f  (quartiles %.3f to %.3f of %d turns)", what, Median.of(DoubleStream.of(ratios)), ratios[ratios.length / 4],
                ratios[ratios.length - 1 - ratios.length / 4], ratios.length);
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    @Override
    public void close() {
        if (load != null) {
            load.close();
        }
        try {
            other.close();
        } finally {
            here.close();
        }
    }
}
