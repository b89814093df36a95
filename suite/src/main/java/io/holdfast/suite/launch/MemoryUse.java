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
        long kib = 0;
        for (long pid : pids) {
            Path status = Path.of("/proc", String.valueOf(pid), "status");
            if (!Files.isReadable(status)) {
                return Optional.empty();
            }
            kib += residentKiB(status);
        }
        return Optional.of(kib / KIB);
    }

    private static long residentKiB(Path status) {
        try {
            return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
        } catch (IOException e) {
            return 0;
        }
    }
}
