package io.holdfast.suite.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM still holds after it has collected its garbage, asked with {@code jcmd}. */
final class Heap {

    private static final Pattern USED = Pattern.compile("(?:generation|heap)\\s+total \\d+K, used (\\d+)K");
    private static final int KIB = 1024;

    private Heap() {}

    /** MiB by name of the process; those that can't be asked are left out. */
    static Map<String, Long> ofMiB(Map<String, Long> processes) {
        Map<String, Long> live = new LinkedHashMap<>();
        processes.forEach((name, pid) -> of(pid).ifPresent(mib -> live.put(name, mib)));
        return live;
    }

    private static Optional<Long> of(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return Optional.empty();
        }
        run(jcmd, pid, "GC.run");
        Matcher used = USED.matcher(run(jcmd, pid, "GC.heap_info"));
        long kib = 0;
        boolean found = false;
        while (used.find()) {
            kib += Long.parseLong(used.group(1));
            found = true;
        }
        return found ? Optional.of(kib / KIB) : Optional.empty();
    }

    private static String run(Path jcmd, long pid, String command) {
        try {
            Process process = new ProcessBuilder(jcmd.toString(), String.valueOf(pid), command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return output;
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
