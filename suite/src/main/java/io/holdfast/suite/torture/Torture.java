package io.holdfast.suite.torture;

import io.holdfast.suite.UserError;
import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.launch.SuiteConfig;
import io.holdfast.suite.torture.fault.Fault;
import io.holdfast.testkit.postgres.EmbeddedPostgres;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Random;

/** Starts a suite of its own, does to it what may happen to any, and tells which promises were kept. */
public final class Torture implements AutoCloseable {

    private final Path repository;
    private final TortureOptions options;
    private final PrintStream out;
    private final Path home;
    private final Lines lines = new Lines();
    private final Suite suite;

    public Torture(Path repository, TortureOptions options, PrintStream out) {
        this.repository = repository.toAbsolutePath().normalize();
        this.options = options;
        this.out = out;
        this.home = this.repository.resolve("target/torture");
        this.suite = new Suite(SuiteConfig.of(this.repository, home, true, Map.of("HOLDFAST_PORT", "0")), lines);
    }

    /** Whether every promise was kept. */
    public boolean run() {
        long seed = options.seed().orElseGet(() -> (long) new SecureRandom().nextInt(Integer.MAX_VALUE));
        out.println("Starting a suite for the torture in " + home + ", seed " + seed);
        suite.start(out::println);
        Path target = repository.resolve("target");
        TortureReport report = new TortureReport(out, seed);
        report.heap("before", Heap.ofMiB(services()));
        try (Watch watch = new Watch(suite)) {
            Ordeal ordeal = new Ordeal(suite, lines, watch, options.customers(), options.loadSeconds(), options.brief());
            Random seeds = new Random(seed);
            for (Fault fault : options.faults()) {
                Verdict verdict = verdict(ordeal, fault, seeds.nextLong());
                report.add(verdict);
                report.write(target);
                if (!verdict.kept() && !isReady()) {
                    out.println("The suite does not come back, so this was the last fault");
                    break;
                }
            }
        }
        report.heap("after", Heap.ofMiB(services()));
        report.print();
        report.write(target);
        out.println("All of it: " + target.resolve(TortureReport.FOR_PEOPLE) + " and " + target.resolve(TortureReport.FOR_PROGRAMS));
        return report.isRight();
    }

    /** A suite that doesn't come back is a finding of the fault under which it happened, and no end without a report. */
    private static Verdict verdict(Ordeal ordeal, Fault fault, long seed) {
        try {
            return ordeal.of(fault, seed);
        } catch (RuntimeException e) {
            System.getLogger(Torture.class.getName()).log(System.Logger.Level.WARNING, fault.id(), e);
            return Verdict.cutShort(fault, String.valueOf(e.getMessage()));
        }
    }

    private boolean isReady() {
        try {
            suite.awaitReady();
            return true;
        } catch (UserError e) {
            return false;
        }
    }

    private Map<String, Long> services() {
        Map<String, Long> all = suite.processes();
        all.remove("postgres");
        return all;
    }

    /** Ends everything; logs stay, the data doesn't. */
    @Override
    public void close() {
        lines.heal();
        suite.close();
        lines.close();
        if (suite.ownsHome()) {
            EmbeddedPostgres.erase(home);
        }
    }
}
