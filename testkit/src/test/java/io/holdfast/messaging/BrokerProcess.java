package io.holdfast.messaging;

import com.rabbitmq.client.ConnectionFactory;
import io.holdfast.testkit.FreePort;
import io.holdfast.testkit.broker.EmbeddedBroker;
import io.holdfast.testkit.broker.EmbeddedBrokerProcess;
import io.holdfast.testkit.broker.TestBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The embedded broker as a process of its own, so that what it costs can be told from what the service costs. */
final class BrokerProcess implements TestBroker {

    private final Path folder;
    private final int port = FreePort.orGiven(0);
    private Process process;

    BrokerProcess(Path folder) {
        this.folder = folder;
        start();
    }

    Process process() {
        return process;
    }

    @Override
    public String url() {
        return "amqp://" + EmbeddedBroker.USER + ":" + EmbeddedBroker.PASSWORD + "@127.0.0.1:" + port;
    }

    @Override
    public String queueType() {
        return "classic";
    }

    @Override
    public void start() {
        try {
            process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), EmbeddedBrokerProcess.class.getName(),
                    folder.toString(), String.valueOf(port))
                    .redirectErrorStream(true).redirectOutput(folder.resolve("broker.log").toFile()).start();
        } catch (IOException e) {
            throw new IllegalStateException("The broker can't be started", e);
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(this::answers);
    }

    private boolean answers() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(url());
        factory.newConnection("is it up").close();
        return true;
    }

    @Override
    public void stop() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
