package io.holdfast.suite.bench;

import io.holdfast.suite.bench.load.Job;
import io.holdfast.suite.bench.load.Sample;
import io.holdfast.suite.bench.load.Stock;
import io.holdfast.suite.launch.Sizing;
import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.launch.SuiteConfig;
import io.holdfast.testkit.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A suite of one build with a shop, whose processes can be stopped as long as another one is measured: waiting, they take nothing. */
final class Build implements AutoCloseable {

    private final String name;
    private final Path home;
    private final Suite suite;
    private BenchShop shop;
    private int references;

    /** @param repository the folder of the build */
    Build(String name, Path repository, Path home) {
        this.name = name;
        this.home = home;
        this.suite = new Suite(SuiteConfig.of(repository, home, true, Map.of("HOLDFAST_PORT", "0")).with(Sizing.LOAD));
    }

    String name() {
        return name;
    }

    void start(Consumer<String> say, List<Stock> stocks) {
        suite.start(say);
        shop = BenchShop.open(suite);
        stocks.forEach(stock -> shop.stock(stock, BareStock.UNITS));
    }

    /** @param rate orders a second; 0: as many as go through */
    Round orders(Worker load, Stock stock, int connections, double rate, double seconds) {
        Map<String, Long> processes = suite.processes();
        processes.put(load.name(), load.pid());
        CpuUse cpu = new CpuUse(() -> processes);
        Map<String, Double> before = cpu.seconds();
        long from = System.nanoTime();
        Sample sample = load.run(new Job.Http(List.of(suite.gateway()), shop.key(), BareStock.CHANNEL, stock, "r" + ++references + "-",
                connections, rate, Long.MAX_VALUE, seconds));
        return new Round(sample, CpuUse.cores(before, cpu.seconds(), (System.nanoTime() - from) / 1e9), 0);
    }

    void halt() {
        signal("-STOP");
    }

    void goOn() {
        signal("-CONT");
    }

    private void signal(String which) {
        List<String> command = new ArrayList<>(List.of("kill", which));
        suite.processes().values().stream().flatMap(Build::withDescendants).distinct().forEach(pid -> command.add(String.valueOf(pid)));
        try {
            // A connection's process may have ended since it was listed; kill says so, and has done the others.
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Stream<Long> withDescendants(long pid) {
        return Stream.concat(Stream.of(pid), ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).map(ProcessHandle::pid));
    }

    @Override
    public void close() {
        try {
            if (suite.isRunning()) {
                goOn();
            }
        } finally {
            suite.close();
        }
        if (suite.ownsHome()) {
            EmbeddedPostgres.erase(home);
        }
    }
}
