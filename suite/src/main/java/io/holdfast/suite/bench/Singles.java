package io.holdfast.suite.bench;

import io.holdfast.suite.launch.Suite;
import java.util.stream.Stream;

/** What is measured once, after the rounds. */
final class Singles {

    /** Of what goes through at most: orders that flow while something else is watched. */
    private static final double FLOW = 0.25;
    private static final double FLOW_IF_UNKNOWN = 500;
    private static final double BRIEF_SHARE = 0.2;

    private Singles() {}

    static void run(Suite suite, BenchOptions options, Ground ground, Results results, Report report, Say say) {
        if (options.has(Measure.HOP)) {
            new Hop(suite, ground, say).measure(report, options, results.rate(Contender.HOP_GATEWAY));
        }
        if (options.has(Measure.OVERSELL)) {
            new Oversell(suite, ground, say).measure(report, options.rounds());
        }
        if (options.has(Measure.STREAM)) {
            new StreamDelays(suite, ground, say).measure(report, options);
        }
        if (options.has(Measure.IMPORT)) {
            new Importing(suite, ground.shop(), Statements.of(suite, options), say).measure(report, options.brief() ? BRIEF_SHARE : 1);
        }
        if (options.has(Measure.EXPIRY)) {
            new Expiry(suite, ground, say).measure(report, options.brief() ? BRIEF_SHARE : 1, flow(results));
        }
        if (options.has(Measure.GROWTH)) {
            new Growth(suite, ground, say).measure(report, options);
        }
    }

    private static double flow(Results results) {
        return Stream.of(Contender.WIDE, Contender.HOT).filter(contender -> !results.of(contender).isEmpty()).findFirst()
                .map(contender -> results.rate(contender) * FLOW).orElse(FLOW_IF_UNKNOWN);
    }
}
