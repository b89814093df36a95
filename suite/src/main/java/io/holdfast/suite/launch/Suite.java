package io.holdfast.suite.launch;

import io.holdfast.service.identity.KeyRing;
import io.holdfast.suite.UserError;
import io.holdfast.suite.mail.Mail;
import io.holdfast.suite.mail.MailCatcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The whole of Holdfast on this machine. Closing it stops the services first, and last what they stand on. */
public final class Suite implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(180);

    private final SuiteConfig config;
    private final Started started = new Started();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final Map<Service, Child> services = new ConcurrentHashMap<>();
    private volatile CompletableFuture<?> foundations = CompletableFuture.completedFuture(null);
    private Map<Service, Integer> ports;
    private Environment environment;
    private Optional<MailCatcher> mail = Optional.empty();

    public Suite(SuiteConfig config) {
        this.config = config;
    }

    /**
     * Starts everything and returns once all services are ready.
     *
     * @param say hears what a person may want to know
     * @throws UserError with one line that says what is wrong; what was started is then stopped by {@link #close()}
     */
    public void start(Consumer<String> say) {
        requireBuilt();
        started.add(HomeLock.take(config.home()));
        List<String> leftovers = Leftovers.end(config.home());
        if (!leftovers.isEmpty()) {
            say.accept("Stopped what an earlier launcher left running: " + String.join(", ", leftovers));
        }
        ports = Ports.of(config.port());
        mail = config.smtpUrl().isPresent() ? Optional.empty() : Optional.of(started.add(MailCatcher.start()));
        CompletableFuture<Postgres> postgres = CompletableFuture.supplyAsync(() -> started.add(Postgres.start(config)));
        CompletableFuture<Broker> broker = CompletableFuture.supplyAsync(() -> started.add(Broker.start(config)));
        foundations = CompletableFuture.allOf(postgres, broker);
        awaitFoundations();
        environment = new Environment(config, ports, result(postgres), result(broker), mail, keys());
        result(broker).death().thenAccept(failure::complete);
        for (Service service : Service.values()) {
            launch(service);
        }
        awaitReady();
    }

    private void requireBuilt() {
        for (Service service : Service.values()) {
            Path program = service.program(config.repository());
            if (!Files.exists(program)) {
                throw new UserError(service.module() + " is not built (" + program + " is missing); build it with ./mvnw -DskipTests package");
            }
        }
    }

    private static KeyRing keys() {
        return KeyRing.generate(Arrays.stream(Service.values()).map(Service::id).toList());
    }

    /** Both have to end, well or not: neither may still be starting when everything is stopped. */
    private void awaitFoundations() {
        foundations.exceptionally(e -> null).join();
    }

    private static <T> T result(CompletableFuture<T> ended) {
        try {
            return ended.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Starts one service, also again after it was killed; ready only once {@link #awaitReady()} returns. */
    public void launch(Service service) {
        Child child = Child.start(config.home(), service.module(), List.of("-Xmx256m", "-XX:+UseSerialGC",
                "-jar", service.program(config.repository()).toString()), environment.of(service));
        services.put(service, child);
        started.add(child::stop);
        child.death().thenAccept(failure::complete);
    }

    /** Ends one service as a power cut would. */
    public void kill(Service service) {
        services.get(service).kill();
    }

    /** Asks one service to end and waits for it. */
    public void stop(Service service) {
        services.get(service).stop();
    }

    /** Returns once the gateway says that every service is ready. */
    public void awaitReady() {
        Readiness readiness = new Readiness(gateway() + "/ready");
        Waiting.until("Holdfast", READY, failure, readiness::ready);
    }

    /** Whether there are services to be stopped. */
    public boolean isRunning() {
        return services.values().stream().anyMatch(Child::alive);
    }

    /** The gateway's address. */
    public String gateway() {
        return "http://localhost:" + ports.get(Service.GATEWAY);
    }

    /** What to tell if a process ends by itself. */
    public CompletableFuture<String> failure() {
        return failure;
    }

    /** The mail server that shows mail; empty if mail goes to a server of the user's own. */
    public Optional<List<Mail>> mails() {
        return mail.map(MailCatcher::mails);
    }

    public Path logs() {
        return config.home().resolve("logs");
    }

    /** Resident memory of the five services in MiB, where the system tells. */
    public Optional<Long> memoryMiB() {
        return MemoryUse.ofMiB(services.values().stream().map(Child::pid).toList());
    }

    @Override
    public void close() {
        // The door first, so that nothing new comes in while the others finish.
        Optional.ofNullable(services.get(Service.GATEWAY)).ifPresent(Child::stop);
        CompletableFuture.allOf(services.values().stream()
                .map(child -> CompletableFuture.runAsync(child::stop)).toArray(CompletableFuture[]::new)).join();
        started.close();
        awaitFoundations();
    }
}
