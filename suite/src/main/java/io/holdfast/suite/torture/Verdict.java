package io.holdfast.suite.torture;

import java.util.List;
import java.util.Map;

/**
 * What came of one fault.
 *
 * @param answers how often each answer was given
 * @param open wishes of which nobody knows to the end what became of them
 * @param settled wishes that were answered when asked again
 * @param notes what was seen
 * @param findings what must not be; empty if every promise was kept
 * @param worst of PostgreSQL during it
 * @param left in PostgreSQL after it
 */
record Verdict(String fault, String does, String promise, double seconds, Map<String, Long> answers, int open, int settled, List<String> notes,
        List<String> findings, Watch.Look worst, Watch.Look left) {

    boolean kept() {
        return findings.isEmpty();
    }

    long asked() {
        return answers.values().stream().mapToLong(Long::longValue).sum();
    }
}
