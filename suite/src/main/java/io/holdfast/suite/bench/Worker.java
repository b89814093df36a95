package io.holdfast.suite.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.suite.UserError;
import io.holdfast.suite.bench.load.Job;
import io.holdfast.suite.bench.load.LoadProcess;
import io.holdfast.suite.bench.load.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link LoadProcess} as its starter sees it. It ends with its starter, whatever becomes of that: its input ends. */
final class Worker implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 10;

    private final String name;
    private final Path log;
    private final Process process;
    private final PrintStream jobs;
    private final BufferedReader answers;

    private Worker(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        this.jobs = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * @param logs the folder for what it says beside its answers
     * @param eventLoops threads that make load
     */
    static Worker start(Path logs, String name, int eventLoops, boolean recorded) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m", "-XX:+UseSerialGC", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        if (recorded) {
            command.add("-XX:StartFlightRecording=filename=" + logs.resolveSibling(name + ".jfr") + ",settings=profile");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), LoadProcess.class.getName(), String.valueOf(eventLoops)));
        try {
            Path log = Files.createDirectories(logs).resolve(name + ".log");
            return new Worker(name, log, new ProcessBuilder(command).redirectError(log.toFile()).start());
        } catch (IOException e) {
            throw new UncheckedIOException(name + " can't be started", e);
        }
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    Sample run(Job job) {
        return ask(job, Sample.class);
    }

    /** Does a job and waits for its answer. */
    <T> T ask(Job job, Class<T> answer) {
        try {
            jobs.println(JSON.writeValueAsString(job));
            JsonNode told = JSON.readTree(nextAnswer());
            if (told.has("failure")) {
                throw new UserError("The process " + name + " of the bench failed: " + told.path("failure").asText() + " (its log: " + log + ")");
            }
            return JSON.treeToValue(told.path("answer"), answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String nextAnswer() throws IOException {
        String line;
        do {
            line = answers.readLine();
            if (line == null) {
                throw new UserError("The process " + name + " of the bench ended (its log: " + log + ")");
            }
            // The JVM itself may have something to say, about its recording for one.
        } while (!line.startsWith("{"));
        return line;
    }

    @Override
    public void close() {
        jobs.close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
