package io.holdfast.suite.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** CPU time of processes and of those below them, as Linux counts it; nothing where the system doesn't tell. */
final class CpuUse {

    /** Linux counts in hundredths of a second, whatever the machine. */
    private static final double TICKS_PER_SECOND = 100;
    /** Fields of {@code /proc/<pid>/stat} behind the name: time of its own in user and system, and of children that ended. */
    private static final int FIRST = 11;
    private static final int LAST = 14;

    private final Supplier<Map<String, Long>> processes;

    /** @param processes by name, with their numbers */
    CpuUse(Supplier<Map<String, Long>> processes) {
        this.processes = processes;
    }

    /** Seconds so far, by name. */
    Map<String, Double> seconds() {
        Map<String, Double> used = new LinkedHashMap<>();
        processes.get().forEach((name, pid) -> used.put(name, withChildren(pid)));
        return used;
    }

    /** Cores that each used between two readings. */
    static Map<String, Double> cores(Map<String, Double> before, Map<String, Double> after, double seconds) {
        Map<String, Double> cores = new LinkedHashMap<>();
        after.forEach((name, used) -> cores.put(name, Math.max(0, used - before.getOrDefault(name, used)) / seconds));
        return cores;
    }

    /** The mean of several rounds. */
    static Map<String, Double> mean(List<Map<String, Double>> rounds) {
        Map<String, Double> sums = new LinkedHashMap<>();
        rounds.forEach(round -> round.forEach((name, cores) -> sums.merge(name, cores, Double::sum)));
        Map<String, Double> mean = new HashMap<>();
        sums.forEach((name, sum) -> mean.put(name, sum / rounds.size()));
        return mean;
    }

    private static double withChildren(long pid) {
        double own = ticks(pid) / TICKS_PER_SECOND;
        return own + ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children)
                .mapToDouble(child -> ticks(child.pid()) / TICKS_PER_SECOND).sum();
    }

    private static long ticks(long pid) {
        Path stat = Path.of("/proc", String.valueOf(pid), "stat");
        try {
            String text = Files.readString(stat);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = FIRST; i <= LAST; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks;
        } catch (IOException e) {
            // It has ended, or the system has no such files.
            return 0;
        }
    }
}
