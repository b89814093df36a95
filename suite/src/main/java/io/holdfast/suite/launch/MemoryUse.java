package io.holdfast.suite.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Memory that processes hold, as Linux counts it. */
final class MemoryUse {

    private static final int KIB = 1024;

    private MemoryUse() {}

    static Optional<Long> ofMiB(List<Long> pids) {
        return sumMiB(pids, "VmRSS:");
    }

    /** The most that each ever held, together. */
    static Optional<Long> peakMiB(List<Long> pids) {
        return sumMiB(pids, "VmHWM:");
    }

    private static Optional<Long> sumMiB(List<Long> pids, String figure) {
        long kib = 0;
        for (long pid : pids) {
            Path status = Path.of("/proc", String.valueOf(pid), "status");
            if (!Files.isReadable(status)) {
                return Optional.empty();
            }
            kib += kib(status, figure);
        }
        return Optional.of(kib / KIB);
    }

    private static long kib(Path status, String figure) {
        try {
            return Files.readAllLines(status).stream().filter(line -> line.startsWith(figure))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
