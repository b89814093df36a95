package io.holdfast.suite.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** What came of it: ratios first, then the figures behind them, then what must be so. */
final class Report {

    private record Line(String what, double value, String unit, String mark, Boolean met) {}

    private record Promise(String what, boolean kept) {}

    private final PrintStream out;
    private final BenchOptions options;
    private final List<Line> lines = new ArrayList<>();
    private final List<Promise> promises = new ArrayList<>();
    private final double startSeconds;
    private final long memoryMiB;
    private Results results = new Results();

    Report(PrintStream out, BenchOptions options, double startSeconds, long memoryMiB) {
        this.out = out;
        this.options = options;
        this.startSeconds = startSeconds;
        this.memoryMiB = memoryMiB;
    }

    void results(Results measured) {
        results = measured;
        ratio("hot / a transaction each, 16 clients", Contender.HOT, Contender.INTERACTIVE_16, 8);
        ratio("hot / a transaction each, 64 clients", Contender.HOT, Contender.INTERACTIVE_64, null);
        ratio("hot / a function call each, 16 clients", Contender.HOT, Contender.ONE_STATEMENT_16, null);
        ratio("engine / a transaction each, 16 clients", Contender.ENGINE, Contender.INTERACTIVE_16, null);
        ratio("engine / a function call each, 16 clients", Contender.ENGINE, Contender.ONE_STATEMENT_16, null);
        ratio("10,000 SKUs / hot", Contender.WIDE, Contender.HOT, 1.0);
        ratio("hot / plain POST with nothing behind it", Contender.HOT, Contender.HTTP, null);
        ratio("through the gateway / straight at the stock service", Contender.HOP_GATEWAY, Contender.HOP_STRAIGHT, null);
        results.overRounds(List.of(Contender.LOW_ORDER, Contender.LOW_TRANSACTION, Contender.LOW_HOP),
                        s -> s.get(0).latency().p50() / (s.get(1).latency().p50() + s.get(2).latency().p50()))
                .ifPresent(ratio -> atMost("one client: p50 of an order / (a transaction + an HTTP hop)", ratio, "x", 1.5));
        floor();
        rate("hot, through the gateway", Contender.HOT, 12_000);
        rate("engine alone", Contender.ENGINE, 31_000);
        results.atHalfLoad(Contender.HOT).ifPresent(round -> atMost("hot, p99 at half load", round.sample().latency().p99(), "ms", 50));
        results.atHalfLoad(Contender.WIDE).ifPresent(round -> atMost("10,000 SKUs, p99 at half load", round.sample().latency().p99(), "ms", 50));
        atMost("start, until all services are ready", startSeconds, "s", 20);
        atMost("memory of the five services after the start", memoryMiB, "MiB", 1_536);
    }

    /** About what an order takes at least that is forwarded once and kept by this engine, with as many at once as hot has. */
    private void floor() {
        double least = results.microsPerCall(Contender.FLOOR_HTTP) + results.microsPerCall(Contender.FLOOR_ENGINE);
        if (least > 0) {
            figure("floor: plain POST through a proxy + the engine, 64 at once", least, "us");
            figure("floor: at most, with every core busy", Runtime.getRuntime().availableProcessors() * 1e6 / least, "/s");
        }
    }

    private void ratio(String what, String contender, String other, Number mark) {
        OptionalDouble ratio = results.ratio(contender, other);
        if (ratio.isPresent() && mark == null) {
            lines.add(new Line(what, ratio.getAsDouble(), "x", null, null));
        } else if (ratio.isPresent()) {
            atLeast(what, ratio.getAsDouble(), "x", mark.doubleValue());
        }
    }

    private void rate(String what, String contender, double mark) {
        if (!results.of(contender).isEmpty()) {
            atLeast(what, results.rate(contender), "/s", mark);
        }
    }

    void atLeast(String what, double value, String unit, double mark) {
        lines.add(new Line(what, value, unit, "at least " + text(mark), value >= mark));
    }

    void atMost(String what, double value, String unit, double mark) {
        lines.add(new Line(what, value, unit, "at most " + text(mark), value <= mark));
    }

    void figure(String what, double value, String unit) {
        lines.add(new Line(what, value, unit, null, null));
    }

    /** Something that must be so. */
    void promise(String what, boolean kept) {
        promises.add(new Promise(what, kept));
    }

    boolean isRight() {
        return promises.stream().allMatch(Promise::kept);
    }

    void print() {
        out.println();
        out.printf(Locale.ROOT, "Medians of %d rounds of up to %.0f s, all ways in turn in each round, %d cores%s%n", options.rounds(),
                options.roundSeconds(), Runtime.getRuntime().availableProcessors(), options.brief() ? " (a look, not a measurement)" : "");
        lines.forEach(line -> out.printf(Locale.ROOT, "  %-62s %10s %-4s %s%n", line.what(), text(line.value()), line.unit(),
                line.mark() == null ? "" : "(" + line.mark() + ": " + (line.met() ? "met" : "NOT MET") + ")"));
        out.println();
        out.printf(Locale.ROOT, "  %-50s %10s %19s %9s %9s %9s  %s%n", "", "a second", "from..to", "p50 ms", "p99 ms", "us a call", "cores by process");
        results.rounds().forEach(this::print);
        results.halfLoads().forEach((id, round) -> print(id + ", at half load, from when each was due", List.of(round)));
        out.println();
        promises.forEach(promise -> out.println("  " + (promise.kept() ? "right: " : "WRONG: ") + promise.what()));
    }

    private void print(String id, List<Round> rounds) {
        double[] rates = rounds.stream().mapToDouble(round -> round.sample().rate()).sorted().toArray();
        out.printf(Locale.ROOT, "  %-50s %,10.0f %,9.0f..%,8.0f %9.2f %9.2f %9.0f  %s%s%n", id, Median.of(rounds, r -> r.sample().rate()), rates[0],
                rates[rates.length - 1], Median.of(rounds, r -> r.sample().latency().p50()), Median.of(rounds, r -> r.sample().latency().p99()),
                Median.of(rounds, Round::microsPerCall),
                Rounds.cores(CpuUse.mean(rounds.stream().map(Round::cores).toList())), others(rounds));
    }

    /** Answers that no such call should get, and how long the events of a round took to arrive. */
    private static String others(List<Round> rounds) {
        Map<String, Long> all = new LinkedHashMap<>();
        rounds.forEach(round -> round.sample().answers().forEach((answer, times) -> all.merge(answer, times, Long::sum)));
        double quiet = Median.of(rounds, Round::quietAfter);
        return (quiet == 0 ? "" : String.format(Locale.ROOT, "; quiet %.1f s after", quiet)) + (all.size() <= 1 ? "" : "; ANSWERS " + all);
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.2f", value);
    }

    void write(Path file) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("cores", Runtime.getRuntime().availableProcessors());
        whole.put("java", System.getProperty("java.version"));
        whole.put("rounds", options.rounds());
        whole.put("roundSeconds", options.roundSeconds());
        whole.put("brief", options.brief());
        whole.put("lines", lines);
        whole.put("promises", promises);
        whole.put("measured", results.rounds());
        whole.put("atHalfLoad", results.halfLoads());
        try {
            Files.createDirectories(file.getParent());
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), whole);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be written", e);
        }
        out.println("  All of it: " + file);
    }
}
