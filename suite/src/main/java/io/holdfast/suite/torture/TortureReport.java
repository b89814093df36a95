package io.holdfast.suite.torture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was done, what was promised, and what was found. */
final class TortureReport {

    static final String FOR_PEOPLE = "torture.md";
    static final String FOR_PROGRAMS = "torture.json";

    private final PrintStream out;
    private final long seed;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Map<String, Map<String, Long>> heaps = new LinkedHashMap<>();

    TortureReport(PrintStream out, long seed) {
        this.out = out;
        this.seed = seed;
    }

    /** Tells it at once, too: a run takes long. */
    void add(Verdict verdict) {
        verdicts.add(verdict);
        out.printf(Locale.ROOT, "%n%s  %s (%.0f s)%n", verdict.kept() ? "kept  " : "BROKEN", verdict.fault(), verdict.seconds());
        out.println("        done:     " + verdict.does());
        out.println("        promised: " + verdict.promise());
        out.printf(Locale.ROOT, "        heard:    %,d answers %s; %d settled when asked again, %d open to the end%n", verdict.asked(), verdict.answers(),
                verdict.settled(), verdict.open());
        out.printf(Locale.ROOT, "        database: connections at most %s, idle in a transaction at most %.2f s%n", verdict.worst().connections(),
                verdict.worst().idleSeconds());
        verdict.notes().forEach(note -> out.println("        seen:     " + note));
        verdict.findings().forEach(finding -> out.println("        FOUND:    " + finding));
    }

    /** @param when in words */
    void heap(String when, Map<String, Long> byProcess) {
        heaps.put(when, byProcess);
        out.println("Live heap in MiB " + when + ": " + byProcess);
    }

    boolean isRight() {
        return verdicts.stream().allMatch(Verdict::kept);
    }

    void print() {
        long broken = verdicts.stream().filter(verdict -> !verdict.kept()).count();
        out.printf(Locale.ROOT, "%n%d faults, %,d answers; %s. Seed %d%n", verdicts.size(), verdicts.stream().mapToLong(Verdict::asked).sum(),
                broken == 0 ? "every promise was kept" : "PROMISES WERE BROKEN under " + broken + " of them", seed);
    }

    /** Both of them into this folder. */
    void write(Path folder) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("seed", seed);
        whole.put("kept", isRight());
        whole.put("liveHeapMiB", heaps);
        whole.put("verdicts", verdicts);
        try {
            Files.createDirectories(folder);
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(folder.resolve(FOR_PROGRAMS).toFile(), whole);
            Files.writeString(folder.resolve(FOR_PEOPLE), TorturePage.of(seed, verdicts, heaps));
        } catch (IOException e) {
            throw new UncheckedIOException("The report can't be written into " + folder, e);
        }
    }
}
