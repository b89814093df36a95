package io.holdfast.suite.torture;

import io.holdfast.suite.torture.fault.Fault;
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

    /** Of a fault that could not be carried through to its end. */
    static Verdict cutShort(Fault fault, String why) {
        Watch.Look nothing = new Watch.Look(Map.of(), 0);
        return new Verdict(fault.id(), fault.does(), fault.promise(), 0, Map.of(), 0, 0, List.of(), List.of("it could not be carried through: " + why),
                nothing, nothing);
    }

    boolean kept() {
        return findings.isEmpty();
    }

    long asked() {
        return answers.values().stream().mapToLong(Long::longValue).sum();
    }
}
