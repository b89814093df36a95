package io.holdfast.suite.bench.load;

/** Calls that got no answer, as they are counted. */
final class Failures {

    private Failures() {}

    static String name(Throwable failure) {
        return "failed (" + failure.getClass().getSimpleName() + ")";
    }
}
