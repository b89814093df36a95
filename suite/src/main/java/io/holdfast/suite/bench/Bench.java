package io.holdfast.suite.bench;

import io.holdfast.suite.launch.Sizing;
import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.launch.SuiteConfig;
import io.holdfast.testkit.postgres.EmbeddedPostgres;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Starts a suite of its own, measures it, and ends all that it started. */
public final class Bench implements AutoCloseable {

    private static final int DRIVER_LOOPS = 1;
    private static final int ENGINE_LOOPS = 4;

    private final Path repository;
    private final BenchOptions options;
    private final PrintStream out;
    private final Path home;
    private final Suite suite;
    private final List<Worker> workers = new ArrayList<>();

    public Bench(Path repository, BenchOptions options, PrintStream out) {
        this.repository = repository;
        this.options = options;
        this.out = out;
        this.home = repository.resolve("target/bench");
        Sizing sizing = options.recorded() ? Sizing.LOAD.withRecording() : Sizing.LOAD;
        this.suite = new Suite(SuiteConfig.of(repository, home, true, Map.of("HOLDFAST_PORT", "0")).with(sizing));
    }

    /** Whether everything that must be so was so; how fast it was is for the reader to judge. */
    public boolean run() {
        long began = System.nanoTime();
        out.println("Starting a suite for the bench in " + home);
        suite.start(out::println);
        double seconds = (System.nanoTime() - began) / 1e9;
        Report report = new Report(out, options, seconds, suite.memoryMiB().orElse(0L));
        say("Ready in %.1f s; the five services hold %d MiB. Setting up", seconds, suite.memoryMiB().orElse(0L));
        Ground ground = Ground.prepare(suite, options, this::worker);
        Rounds rounds = new Rounds(suite, options, ground, this::processes, this::say);
        Results results = rounds.run();
        report.results(results);
        Singles.run(suite, options, ground, results, report, this::say);
        ground.check(report);
        report.print();
        report.write(repository.resolve("target/bench.json"));
        return report.isRight();
    }

    private Worker worker(String name) {
        boolean direct = name.equals(Ground.DIRECT);
        Worker worker = Worker.start(suite.logs(), name, direct ? ENGINE_LOOPS : DRIVER_LOOPS, options.recorded() && direct);
        synchronized (workers) {
            workers.add(worker);
        }
        return worker;
    }

    private Map<String, Long> processes() {
        Map<String, Long> all = suite.processes();
        synchronized (workers) {
            workers.forEach(worker -> all.put(worker.name(), worker.pid()));
        }
        return all;
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    /** Ends everything; logs and recordings stay, the data doesn't. */
    @Override
    public void close() {
        synchronized (workers) {
            workers.forEach(Worker::close);
            workers.clear();
        }
        suite.close();
        if (suite.ownsHome()) {
            EmbeddedPostgres.erase(home);
        }
    }
}
