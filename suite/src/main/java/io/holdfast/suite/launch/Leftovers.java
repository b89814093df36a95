package io.holdfast.suite.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Processes of a launcher that was killed: found by the numbers it left, and ended only if they really are ours. */
final class Leftovers {

    private static final long PATIENCE_SECONDS = 15;

    private Leftovers() {}

    /** The argument by which a process of this folder is known again. It comes first: systems cut long command lines. */
    static String mark(Path home) {
        return "-Dsuite.home=" + home;
    }

    static Path remember(Path home, String name, long pid) throws IOException {
        return Files.writeString(Files.createDirectories(home.resolve("run")).resolve(name + ".pid"), pid + "\n");
    }

    /** Ends them all; the names of those that were still running. */
    static List<String> end(Path home) {
        Path run = home.resolve("run");
        if (!Files.isDirectory(run)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(file -> file.toString().endsWith(".pid")).filter(file -> end(file, mark(home)))
                    .map(file -> file.getFileName().toString().replace(".pid", "")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + run + " can't be read", e);
        }
    }

    private static boolean end(Path pidFile, String mark) {
        try {
            Optional<ProcessHandle> ours = number(Files.readString(pidFile)).flatMap(ProcessHandle::of)
                    .filter(process -> process.info().commandLine().orElse("").contains(mark + " "));
            ours.ifPresent(Leftovers::stop);
            Files.delete(pidFile);
            return ours.isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Long> number(String text) {
        return text.strip().matches("\\d{1,18}") ? Optional.of(Long.valueOf(text.strip())) : Optional.empty();
    }

    private static void stop(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
