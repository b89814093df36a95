package io.holdfast.suite.journey;

import io.holdfast.suite.launch.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of a built service to its end, with nothing of ours in its environment but what is given. */
record ServiceRun(int exit, String output) {

    private static final long PATIENCE_SECONDS = 60;

    static ServiceRun of(Service service, Map<String, String> environment) {
        try {
            Path log = Files.createTempFile("run-of-" + service.id(), ".log");
            Process process = start(service, environment, log);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError(service + " did not end: " + Files.readString(log));
            }
            ServiceRun run = new ServiceRun(process.exitValue(), Files.readString(log));
            Files.delete(log);
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Process start(Service service, Map<String, String> environment, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:TieredStopAtLevel=1", "-jar", Path.of("..", service.module(), "target/quarkus-app/quarkus-run.jar").toString()))
                .redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("HOLDFAST_") || key.startsWith("QUARKUS_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Every key that any service requires; what they lead to isn't there. */
    static Map<String, String> complete() {
        return new LinkedHashMap<>(Map.of("HOLDFAST_POSTGRES_URL", "postgresql://127.0.0.1:1", "HOLDFAST_POSTGRES_USER", "nobody",
                "HOLDFAST_POSTGRES_PASSWORD", "none", "HOLDFAST_RABBITMQ_URL", "amqp://127.0.0.1:1", "HOLDFAST_IDENTITY_TRUSTED_KEYS", "{\"keys\":[]}",
                "HOLDFAST_IDENTITY_SIGNING_KEY", "{}", "HOLDFAST_OPERATOR_KEY", "none", "HOLDFAST_SMTP_URL", "smtp://127.0.0.1:1",
                "HOLDFAST_PUBLIC_URL", "http://localhost"));
    }
}
