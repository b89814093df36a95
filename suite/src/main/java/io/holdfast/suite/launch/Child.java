package io.holdfast.suite.launch;

import io.holdfast.suite.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Java process of the suite: its log, its process number on disk, and its end. */
final class Child {

    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final long PATIENCE_SECONDS = 20;
    /** Exit codes above this one tell the signal that ended the process. */
    private static final int SIGNALLED = 128;

    private final String name;
    private final Process process;
    private final Path log;
    private final Path pidFile;
    private volatile boolean stopping;

    private Child(String name, Process process, Path log, Path pidFile) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.pidFile = pidFile;
    }

    /** Starts a Java program whose output goes to {@code logs/<name>.log} in the home folder. */
    static Child start(Path home, String name, List<String> jvmArguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            // In a session of its own it does not hear the terminal's Ctrl-C: the launcher ends the parts in their order.
            command.add(SETSID.toString());
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(Leftovers.mark(home));
        command.addAll(jvmArguments);
        try {
            Path log = Files.createDirectories(home.resolve("logs")).resolve(name + ".log");
            ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile())
                    .redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            Path pidFile = Leftovers.remember(home, name, process.pid());
            return new Child(name, process, log, pidFile);
        } catch (IOException e) {
            throw new UserError(name + " can't be started: " + e.getMessage(), e);
        }
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Completes with what to say if the process ends without having been asked to. */
    CompletableFuture<String> death() {
        CompletableFuture<String> death = new CompletableFuture<>();
        process.onExit().thenAccept(ended -> {
            if (!stopping) {
                death.complete(name + " stopped with exit code " + ended.exitValue() + ": "
                        + (ended.exitValue() > SIGNALLED ? "it was ended from outside, by signal " + (ended.exitValue() - SIGNALLED) : reason())
                        + " (its log: " + log + ")");
            }
        });
        return death;
    }

    /** As a power cut would. */
    void kill() {
        stopping = true;
        process.destroyForcibly();
        await();
    }

    /** Asks it to end, which lets a service finish what it answers; waits, and insists if that takes too long. */
    void stop() {
        stopping = true;
        process.destroy();
        if (!await()) {
            process.destroyForcibly();
            await();
        }
    }

    private boolean await() {
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (ended) {
                Files.deleteIfExists(pidFile);
            }
            return ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last thing in its log that says why. */
    private String reason() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank()).toList();
            return lines.stream().filter(l -> l.startsWith("Caused by:")).reduce((a, b) -> b)
                    .or(() -> lines.stream().filter(l -> l.contains(" ERROR ") || l.contains("Exception")).reduce((a, b) -> b))
                    .or(() -> lines.stream().reduce((a, b) -> b)).orElse("it wrote nothing").strip();
        } catch (IOException e) {
            return "its log can't be read: " + e.getMessage();
        }
    }
}
