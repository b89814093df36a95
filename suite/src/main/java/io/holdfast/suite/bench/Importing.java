package io.holdfast.suite.bench;

import io.holdfast.suite.launch.Service;
import io.holdfast.suite.launch.Suite;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A file of 100,000 new variants, each with a count: how long until all of it can be sold, how long the same again takes, and
 * what the catalogue's process holds at most, beside what it held for a file of a fifth of that.
 */
final class Importing {

    private static final int LINES = 100_000;
    private static final int FEWER = 5;
    private static final double LONGEST_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Suite suite;
    private final BenchShop shop;
    private final Say say;
    private final CpuUse cpu;
    private final Quiet quiet;
    private final Statements statements;

    Importing(Suite suite, BenchShop shop, Statements statements, Say say) {
        this.suite = suite;
        this.shop = shop;
        this.say = say;
        this.cpu = new CpuUse(suite::processes);
        this.quiet = new Quiet(suite);
        this.statements = statements;
    }

    /** @param share of all the lines */
    void measure(Report report, double share) {
        int lines = (int) (LINES * share);
        seconds("a file of a fifth", file("FEW", lines / FEWER));
        long small = peakMiB();
        String file = file("FILE", lines);
        statements.begin();
        double first = seconds("the file", file);
        statements.end("import");
        double again = seconds("the same file again", file);
        report.atMost(String.format("import of %,d lines, until all can be sold", lines), first, "s", LONGEST_SECONDS);
        report.figure("the same file again", again, "s");
        report.figure("most memory of the catalogue's process, a file of a fifth", small, "MiB");
        report.figure("most memory of the catalogue's process, the whole", peakMiB(), "MiB");
    }

    private double seconds(String what, String file) {
        Map<String, Double> before = cpu.seconds();
        long begun = System.nanoTime();
        shop.imported(file, PATIENCE);
        double seconds = (System.nanoTime() - begun) / 1e9;
        String cores = Rounds.cores(CpuUse.cores(before, cpu.seconds(), seconds));
        say.line("  import of %s: %.1f s, cores by process %s; quiet %.1f s after; the catalogue's process has held %d MiB at most", what,
                seconds, cores, quiet.await(), peakMiB());
        return seconds;
    }

    private long peakMiB() {
        return suite.peakMemoryMiB(Service.CATALOG).orElse(0L);
    }

    private static String file(String name, int lines) {
        return IntStream.range(0, lines).mapToObj(i -> "%s-%06d,Product number %d,%d,%s,%d".formatted(name, i, i, i % 10, BareStock.LOCATION, i % 100))
                .collect(Collectors.joining("\n", "sku,name,threshold,location,count\n", "\n"));
    }
}
