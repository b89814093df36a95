package io.holdfast.suite.bench;

import io.holdfast.suite.launch.Suite;

/** What is measured once, after the rounds. */
final class Singles {

    private Singles() {}

    static void run(Suite suite, BenchOptions options, Ground ground, Report report, Say say) {
    }
}
