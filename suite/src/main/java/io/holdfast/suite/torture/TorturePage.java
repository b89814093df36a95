package io.holdfast.suite.torture;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report as a page of Markdown: what was done, what was promised, and what was found. */
final class TorturePage {

    private TorturePage() {}

    /** @param heaps live MiB by process, by when they were asked */
    static String of(long seed, List<Verdict> verdicts, Map<String, Map<String, Long>> heaps) {
        long broken = verdicts.stream().filter(verdict -> !verdict.kept()).count();
        StringBuilder page = new StringBuilder("# Torture, seed " + seed + "\n\n");
        add(page, "%d faults, %,d answers; %s.\n\n", verdicts.size(), verdicts.stream().mapToLong(Verdict::asked).sum(),
                broken == 0 ? "every promise was kept" : "**promises were broken under " + broken + " of them**");
        page.append("| fault | done | promised | seconds | answers | idle at most | outcome |\n|---|---|---|---|---|---|---|\n");
        verdicts.forEach(verdict -> add(page, "| `%s` | %s | %s | %.0f | %,d | %.2f s | %s |\n", verdict.fault(), cell(verdict.does()),
                cell(verdict.promise()), verdict.seconds(), verdict.asked(), verdict.worst().idleSeconds(), verdict.kept() ? "kept" : "**broken**"));
        verdicts.forEach(verdict -> section(page, verdict));
        heaps.forEach((when, byProcess) -> add(page, "\nLive heap in MiB %s: %s\n", when, byProcess));
        return page.toString();
    }

    private static void section(StringBuilder page, Verdict verdict) {
        add(page, "\n## %s: %s\n\n", verdict.fault(), verdict.kept() ? "kept" : "broken");
        verdict.findings().forEach(finding -> add(page, "- **found:** %s\n", finding));
        verdict.notes().forEach(note -> add(page, "- seen: %s\n", note));
        add(page, "- heard: %s; %d settled when asked again, %d open to the end\n", verdict.answers(), verdict.settled(), verdict.open());
        add(page, "- connections at most: %s\n", verdict.worst().connections());
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static void add(StringBuilder page, String format, Object... values) {
        page.append(String.format(Locale.ROOT, format, values));
    }
}
