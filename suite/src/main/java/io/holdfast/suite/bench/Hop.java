package io.holdfast.suite.bench;

import io.holdfast.suite.bench.load.Sample;
import io.holdfast.suite.launch.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the way through the gateway costs a caller who does not press: orders at the same fixed rate, half of what the gateway lets
 * through, by both ways in turn.
 */
final class Hop {

    private static final double SHARE = 0.5;
    private static final double ROUNDS_OF = 2;

    private final Ground ground;
    private final Quiet quiet;
    private final Say say;

    Hop(Suite suite, Ground ground, Say say) {
        this.ground = ground;
        this.quiet = new Quiet(suite);
        this.say = say;
    }

    void measure(Report report, BenchOptions options, double most) {
        double rate = most * SHARE;
        double seconds = options.roundSeconds() * ROUNDS_OF;
        List<Sample> through = new ArrayList<>();
        List<Sample> straight = new ArrayList<>();
        for (int round = 1; round <= options.rounds(); round++) {
            through.add(told(round, "through the gateway", ground.orders(Ground.ONE, "hop-g" + round + "-", Ground.CONNECTIONS, rate, seconds)));
            straight.add(told(round, "straight", ground.ordersWithoutGateway(Ground.ONE, "hop-s" + round + "-", Ground.CONNECTIONS, rate, seconds)));
        }
        String at = String.format(Locale.ROOT, "at a fixed %,.0f/s", rate);
        report.figure("hop, " + at + ", through the gateway: p50", Median.of(through, sample -> sample.latency().p50()), "ms");
        report.figure("hop, " + at + ", straight: p50", Median.of(straight, sample -> sample.latency().p50()), "ms");
        report.figure("hop, " + at + ", through the gateway: p99", Median.of(through, sample -> sample.latency().p99()), "ms");
        report.figure("hop, " + at + ", straight: p99", Median.of(straight, sample -> sample.latency().p99()), "ms");
    }

    private Sample told(int round, String way, Sample sample) {
        say.line("  hop %d, %-20s p50 %.2f ms  p99 %.1f ms  answers %s", round, way, sample.latency().p50(), sample.latency().p99(), sample.answers());
        quiet.await();
        return sample;
    }
}
