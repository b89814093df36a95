package io.holdfast.suite.launch;

import io.holdfast.suite.UserError;
import io.holdfast.testkit.Folders;
import io.holdfast.testkit.FreePort;
import io.holdfast.testkit.broker.EmbeddedBroker;
import io.holdfast.testkit.broker.EmbeddedBrokerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The AMQP broker of the suite: embedded, in a process of its own, or the user's RabbitMQ. */
final class Broker implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final String url;
    private final String queueType;
    /** Starts the embedded one; empty for the user's own. */
    private final Optional<Supplier<Child>> starter;
    private volatile Optional<Child> process = Optional.empty();

    private Broker(String url, String queueType, Optional<Supplier<Child>> starter) {
        this.url = url;
        this.queueType = queueType;
        this.starter = starter;
    }

    static Broker start(SuiteConfig config) {
        return config.rabbitmqUrl().map(url -> new Broker(url, "quorum", Optional.empty()))
                .orElseGet(() -> embedded(config.home(), config.fresh()));
    }

    private static Broker embedded(Path home, boolean fresh) {
        Path folder = home.resolve("broker");
        if (fresh) {
            Folders.delete(folder);
        }
        int port = FreePort.orGiven(0);
        // It has little to do, and starts sooner with the quick compiler alone.
        Supplier<Child> starter = () -> Child.start(home, "broker", List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-cp", System.getProperty("java.class.path"),
                EmbeddedBrokerProcess.class.getName(), folder.toString(), String.valueOf(port)), Map.of());
        String url = "amqp://" + EmbeddedBroker.USER + ":" + EmbeddedBroker.PASSWORD + "@127.0.0.1:" + port;
        Broker broker = new Broker(url, "classic", Optional.of(starter));
        try {
            broker.launch();
        } catch (UserError e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    /** Starts the embedded broker, also again after it was stopped; returns once it listens. */
    void launch() {
        process = starter.map(Supplier::get);
        process.ifPresent(child -> Waiting.until("The embedded broker", START, child.death(), () -> listens(URI.create(url).getPort())));
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return url;
    }

    /** The kind of queue that it can keep. */
    String queueType() {
        return queueType;
    }

    Optional<Child> process() {
        return process;
    }

    CompletableFuture<String> death() {
        return process.map(Child::death).orElseGet(CompletableFuture::new);
    }

    @Override
    public void close() {
        process.ifPresent(Child::stop);
    }
}
