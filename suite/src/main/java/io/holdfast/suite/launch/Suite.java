package io.holdfast.suite.launch;

import io.holdfast.service.identity.Caller;
import io.holdfast.service.identity.KeyRing;
import io.holdfast.service.identity.Tokens;
import io.holdfast.suite.UserError;
import io.holdfast.suite.mail.Mail;
import io.holdfast.suite.mail.MailCatcher;
import io.holdfast.testkit.FreePort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The whole of Holdfast on this machine. Closing it stops the services first, and last what they stand on. */
public final class Suite implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(180);

    private final SuiteConfig config;
    private final Wiring wiring;
    private final Started started = new Started();
    private final CompletableFuture<String> failure = new CompletableFuture<>();
    private final Map<Service, Child> services = new ConcurrentHashMap<>();
    private final List<Child> replicas = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<?> foundations = CompletableFuture.completedFuture(null);
    private volatile boolean ownsHome;
    private Map<Service, Integer> ports;
    private Map<Service, Integer> management;
    private Environment environment;
    private Optional<MailCatcher> mail = Optional.empty();

    public Suite(SuiteConfig config) {
        this(config, Wiring.DIRECT);
    }

    /** @param wiring where the services find each other, PostgreSQL and the broker */
    public Suite(SuiteConfig config, Wiring wiring) {
        this.config = config;
        this.wiring = wiring;
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
        ownsHome = true;
        List<String> leftovers = Leftovers.end(config.home());
        if (!leftovers.isEmpty()) {
            say.accept("Stopped what an earlier launcher left running: " + String.join(", ", leftovers));
        }
        ports = Ports.of(config.port());
        management = Ports.management(config.port());
        mail = config.smtpUrl().isPresent() ? Optional.empty() : Optional.of(started.add(MailCatcher.start()));
        CompletableFuture<Postgres> postgres = CompletableFuture.supplyAsync(() -> started.add(Postgres.start(config)));
        CompletableFuture<Broker> broker = CompletableFuture.supplyAsync(() -> started.add(Broker.start(config)));
        foundations = CompletableFuture.allOf(postgres, broker);
        awaitFoundations();
        environment = new Environment(config, ports, management, result(postgres), result(broker), mail, keys(), wiring);
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
        launch(service, List.of());
    }

    /** @param jvm arguments for its JVM beside the usual ones */
    public void launch(Service service, List<String> jvm) {
        services.put(service, launch(service, service.module(), environment, jvm));
    }

    private Child launch(Service service, String name, Environment values, List<String> more) {
        List<String> arguments = new ArrayList<>(config.sizing().of(service, name));
        arguments.addAll(more);
        arguments.addAll(List.of("-jar", service.program(config.repository()).toString()));
        Child child = Child.start(config.home(), name, arguments, values.of(service));
        started.add(child::stop);
        child.death().thenAccept(failure::complete);
        return child;
    }

    /**
     * Starts a second replica of the stock service, on the same database, and a gateway that passes orders to it.
     *
     * @return that gateway's address, once it is ready
     */
    public String launchReplica() {
        Map<Service, Integer> others = new EnumMap<>(ports);
        others.put(Service.STOCK, FreePort.orGiven(0));
        others.put(Service.GATEWAY, FreePort.orGiven(0));
        Environment values = environment.at(others, Ports.management(0));
        for (Service service : List.of(Service.STOCK, Service.GATEWAY)) {
            replicas.add(launch(service, service.module() + "-2", values, List.of()));
        }
        String address = "http://localhost:" + others.get(Service.GATEWAY);
        awaitReady("The second replica", address + "/ready");
        return address;
    }

    /**
     * Starts one more replica of one service, on the same database, that nobody is told of.
     *
     * @param jvm arguments for its JVM beside the usual ones
     * @return its port, once it is ready
     */
    public int launchReplica(Service service, List<String> jvm) {
        Map<Service, Integer> others = new EnumMap<>(ports);
        others.put(service, FreePort.orGiven(0));
        Map<Service, Integer> managementOfOthers = Ports.management(0);
        replicas.add(launch(service, service.module() + "-2", environment.at(others, managementOfOthers), jvm));
        awaitReady("The second " + service.module(), "http://localhost:" + managementOfOthers.get(service) + "/q/health/ready");
        return others.get(service);
    }

    /** Stops what {@link #launchReplica} started, the last first. */
    public void stopReplica() {
        for (int last = replicas.size() - 1; last >= 0; last--) {
            replicas.get(last).stop();
        }
        replicas.clear();
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
        awaitReady("Holdfast", gateway() + "/ready");
    }

    /** Returns once one service says that it is ready itself. */
    public void awaitReady(Service service) {
        awaitReady(service.module(), management(service) + "/q/health/ready");
    }

    private void awaitReady(String what, String address) {
        Readiness readiness = new Readiness(address);
        Waiting.until(what, READY, failure, readiness::ready);
    }

    /** Where a service listens. */
    public int port(Service service) {
        return ports.get(service);
    }

    /** Ends the embedded PostgreSQL as a power cut would. */
    public void killPostgres() {
        environment.postgres().kill();
    }

    /** Starts the embedded PostgreSQL again, also after it was killed; returns once it accepts connections. */
    public void restartPostgres() {
        environment.postgres().restart();
    }

    /** Ends the embedded broker as a power cut would. */
    public void killBroker() {
        environment.broker().process().ifPresent(Child::kill);
    }

    /** Starts the embedded broker again after it was killed; returns once it listens. */
    public void launchBroker() {
        environment.broker().launch();
        environment.broker().death().thenAccept(failure::complete);
    }

    /** Where the broker is, for an AMQP client of one's own. */
    public String broker() {
        return environment.broker().url();
    }

    /** Whether what lies in its home folder was its own to change: another suite may be running from there. */
    public boolean ownsHome() {
        return ownsHome;
    }

    /** Whether there are services to be stopped. */
    public boolean isRunning() {
        return services.values().stream().anyMatch(Child::alive);
    }

    /** The gateway's address. */
    public String gateway() {
        return "http://localhost:" + ports.get(Service.GATEWAY);
    }

    /** What the gateway puts on a request of a merchant's admin: good for two minutes. */
    public String token(String merchant) {
        return Tokens.with(environment.keys().signing().get(Service.GATEWAY.id())).of(new Caller(Caller.Role.ADMIN, merchant, "local"));
    }

    /** Where a service shows its health and its metrics. */
    public String management(Service service) {
        return "http://localhost:" + management.get(service);
    }

    /** What to tell if a process ends by itself. */
    public CompletableFuture<String> failure() {
        return failure;
    }

    /** The mail server that shows mail; empty if mail goes to a server of the user's own. */
    public Optional<List<Mail>> mails() {
        return mail.map(MailCatcher::mails);
    }

    /** Where a database of the PostgreSQL is: {@code postgresql://user@host:port/name}, without a password. */
    public String database(String name) {
        PostgresAddress address = environment.postgres().address();
        return address.url().replace("://", "://" + address.user() + "@") + "/" + name;
    }

    /** The processes that were started here by name, with their numbers. */
    public Map<String, Long> processes() {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            Optional.ofNullable(services.get(service)).ifPresent(child -> numbers.put(service.id(), child.pid()));
        }
        environment.broker().process().ifPresent(child -> numbers.put("broker", child.pid()));
        environment.postgres().pid().ifPresent(pid -> numbers.put("postgres", pid));
        return numbers;
    }

    /** What PostgreSQL writes, if it is the embedded one. */
    public Optional<Path> postgresLog() {
        return environment.postgres().log();
    }

    public Path logs() {
        return config.home().resolve("logs");
    }

    /** Resident memory of the five services in MiB, where the system tells. */
    public Optional<Long> peakMemoryMiB(Service service) {
        return Optional.ofNullable(services.get(service)).flatMap(child -> MemoryUse.peakMiB(List.of(child.pid())));
    }

    public Optional<Long> memoryMiB() {
        return MemoryUse.ofMiB(services.values().stream().map(Child::pid).toList());
    }

    @Override
    public void close() {
        // The door first, so that nothing new comes in while the others finish.
        stopReplica();
        Optional.ofNullable(services.get(Service.GATEWAY)).ifPresent(Child::stop);
        CompletableFuture.allOf(services.values().stream()
                .map(child -> CompletableFuture.runAsync(child::stop)).toArray(CompletableFuture[]::new)).join();
        started.close();
        awaitFoundations();
    }
}
