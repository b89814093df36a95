package io.holdfast.suite.bench;

import io.holdfast.suite.bench.load.Job;
import io.holdfast.suite.bench.load.Sample;
import io.holdfast.suite.bench.load.Stock;
import io.holdfast.suite.launch.Suite;
import java.util.List;

/** A thousand orders a second of a hundred SKUs: how long after an order's answer its channel is told what is left. */
final class StreamDelays {

    private static final double RATE = 1_000;
    private static final int SKUS = 100;
    private static final double SECONDS = 20;
    private static final double BRIEF_SECONDS = 5;
    private static final double LATEST_MS = 250;

    private final Suite suite;
    private final Ground ground;
    private final Say say;

    StreamDelays(Suite suite, Ground ground, Say say) {
        this.suite = suite;
        this.ground = ground;
        this.say = say;
    }

    void measure(Report report, BenchOptions options) {
        double seconds = options.brief() ? BRIEF_SECONDS : SECONDS;
        run("TOLD-FIRST", seconds);
        Sample sample = run("TOLD", seconds);
        report.promise("stream: orders answered 201, by whether the channel was told: " + sample.answers(),
                sample.answers().size() == 1 && sample.answered("told") > 0);
        report.figure("stream, " + Math.round(RATE) + " orders/s: from answer to event, p50", sample.latency().p50(), "ms");
        report.atMost("stream: p99", sample.latency().p99(), "ms", LATEST_MS);
    }

    private Sample run(String name, double seconds) {
        Stock stock = new Stock(name, SKUS);
        ground.shop().stock(stock, BareStock.UNITS);
        Job.Http orders = new Job.Http(List.of(suite.gateway()), ground.shop().key(), BareStock.CHANNEL, stock, name + "-",
                Ground.CONNECTIONS, RATE, Long.MAX_VALUE, seconds);
        Sample sample = ground.load().run(new Job.Stream(orders, BareStock.UNITS));
        say.line("  %,.0f orders/s for %.0f s: %s, p50 %.1f ms, p99 %.1f ms after the answer", RATE, seconds, sample.answers(),
                sample.latency().p50(), sample.latency().p99());
        return sample;
    }
}
