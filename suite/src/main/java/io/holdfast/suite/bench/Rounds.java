package io.holdfast.suite.bench;

import io.holdfast.suite.bench.load.Sample;
import io.holdfast.suite.bench.load.Stock;
import io.holdfast.suite.launch.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Runs the contenders in turn, several times over, so that whatever else the machine does hits all of them alike. */
final class Rounds {

    private static final double SHARE_FOR_LATENCY = 0.5;
    private static final double LATENCY_ROUNDS = 2;
    private static final double SLICE_SECONDS = 2;
    private static final double STILL_FALLING = 0.98;
    private static final int WINDOW = 6;

    private final BenchOptions options;
    private final Ground ground;
    private final Say say;
    private final CpuUse cpu;
    private final Quiet quiet;
    private final Statements statements;
    private int references;

    Rounds(Suite suite, BenchOptions options, Ground ground, Supplier<Map<String, Long>> processes, Say say) {
        this.options = options;
        this.ground = ground;
        this.say = say;
        this.cpu = new CpuUse(processes);
        this.quiet = new Quiet(suite);
        this.statements = Statements.of(suite, options);
    }

    Results run() {
        Results results = new Results();
        List<Contender> contenders = Contenders.chosen(options, ground);
        contenders.forEach(this::warmUp);
        quiet.await();
        for (int round = 1; round <= options.rounds(); round++) {
            for (Contender contender : contenders) {
                Round done = measured(contender.id(), contender.leavesEvents(), () -> contender.load().apply(references(), options.roundSeconds() * contender.weight()));
                results.add(contender.id(), done);
                say.line("  round %d of %d  %-50s %s", round, options.rounds(), contender.title(), told(done));
            }
        }
        atHalfLoad(results, Contender.HOT, Measure.HOT, Ground.ONE);
        atHalfLoad(results, Contender.WIDE, Measure.WIDE, Ground.MANY);
        return results;
    }

    private void warmUp(Contender contender) {
        warmUp(contender.title(), options.warmUpSlices() * contender.weight(), () -> contender.load().apply(references(), SLICE_SECONDS));
    }

    /**
     * Until a call takes no less of the processors: compilers need calls, and how many come a second depends on who else works.
     * Half of the time at least: noise may hide that it still falls.
     */
    private void warmUp(String title, double most, Supplier<Sample> slice) {
        List<Double> micros = new ArrayList<>();
        while (micros.size() < most && (micros.size() < most / 2 || falls(micros))) {
            micros.add(round(slice).microsPerCall());
        }
        say.line("  warmed up %-50s in %.0f s, %,.0f us of the processors a call", title, micros.size() * SLICE_SECONDS, middle(micros, 0));
    }

    /** Whether the last slices took less than those before them; single ones are blurred by what else the machine does. */
    private static boolean falls(List<Double> micros) {
        return micros.size() < 2 * WINDOW || middle(micros, 0) < middle(micros, WINDOW) * STILL_FALLING;
    }

    /** @param skipped how many of the last ones don't count */
    private static double middle(List<Double> micros, int skipped) {
        int end = micros.size() - skipped;
        return Median.of(micros.subList(Math.max(0, end - WINDOW), end), micro -> micro);
    }

    private void atHalfLoad(Results results, String contender, Measure measure, Stock stock) {
        if (options.has(measure)) {
            double rate = results.rate(contender) * SHARE_FOR_LATENCY;
            DoubleFunction<Sample> load = seconds -> ground.orders(stock, references(), Ground.CONNECTIONS, rate, seconds);
            // Batches are smaller than under full load, which is news to the compilers.
            warmUp("the same at half load", options.warmUpSlices(), () -> load.apply(SLICE_SECONDS));
            quiet.await();
            Round round = measured(contender + "-at-half-load", true, () -> load.apply(options.roundSeconds() * LATENCY_ROUNDS));
            results.addAtHalfLoad(contender, round);
            say.line("  at a fixed %,.0f/s, from when each was due (%s): %s", rate, contender, told(round));
        }
    }

    private Round measured(String name, boolean leavesEvents, Supplier<Sample> load) {
        statements.begin();
        Round round = round(load);
        statements.end(name);
        return leavesEvents ? round.quietAfter(quiet.await()) : round;
    }

    private Round round(Supplier<Sample> load) {
        Map<String, Double> before = cpu.seconds();
        long from = System.nanoTime();
        Sample sample = load.get();
        return new Round(sample, CpuUse.cores(before, cpu.seconds(), (System.nanoTime() - from) / 1e9), 0);
    }

    private String references() {
        return "r" + ++references + "-";
    }

    private static String told(Round round) {
        Sample sample = round.sample();
        String others = sample.answers().size() == 1 ? "" : "  answers " + sample.answers();
        String delivered = round.quietAfter() == 0 ? "" : String.format(Locale.ROOT, "  quiet after %.1f s", round.quietAfter());
        return String.format(Locale.ROOT, "%,9.0f/s  p50 %.2f ms  p99 %.1f ms  %,.0f us a call%s%s  (%s)", sample.rate(),
                sample.latency().p50(), sample.latency().p99(), round.microsPerCall(), others, delivered, cores(round.cores()));
    }

    /** The busiest processes first. */
    static String cores(Map<String, Double> cores) {
        return cores.entrySet().stream().filter(e -> e.getValue() >= 0.02).sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(e -> String.format(Locale.ROOT, "%s %.2f", e.getKey(), e.getValue())).collect(Collectors.joining(", "));
    }
}
