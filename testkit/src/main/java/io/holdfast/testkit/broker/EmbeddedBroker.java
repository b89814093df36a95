package io.holdfast.testkit.broker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.testkit.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.SystemConfig;

/**
 * Apache Qpid Broker-J inside this process: AMQP 0-9-1 on the loopback address, queues and messages kept in a Berkeley DB
 * in its folder. It is not RabbitMQ: it knows classic queues only, and neither delivery limits nor time to live.
 */
public final class EmbeddedBroker implements TestBroker {

    public static final String USER = "holdfast";
    public static final String PASSWORD = "holdfast";

    // The newest model that the broker reads.
    private static final String MODEL_VERSION = "9.1";

    // By itself the store takes nothing more where less than 5 GB are left.
    private static final String FREE_DISK = "100000000";
    // The broker hands the store's lines to SLF4J, and where that is JBoss' log manager, it hands them to the store's logger
    // again, without end. What matters of them reaches the broker as an exception. Held here, lest it is collected and made anew.
    private static final Logger STORE_LOGGER = Logger.getLogger("com.sleepycat.je");

    private final Path folder;
    private final int port;
    private SystemLauncher launcher;

    private EmbeddedBroker(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /**
     * Starts a broker, or continues what is in the folder.
     *
     * @param folder where queues and messages are kept
     * @param port to listen on; 0: any free one
     * @throws IllegalStateException with one line that says what is wrong
     */
    public static EmbeddedBroker start(Path folder, int port) {
        EmbeddedBroker broker = new EmbeddedBroker(folder.toAbsolutePath(), FreePort.orGiven(port));
        broker.start();
        return broker;
    }

    @Override
    public String url() {
        return "amqp://" + USER + ":" + PASSWORD + "@127.0.0.1:" + port;
    }

    @Override
    public String queueType() {
        return "classic";
    }

    @Override
    public synchronized void start() {
        requireFreePort();
        try {
            Files.createDirectories(folder);
            STORE_LOGGER.setLevel(Level.OFF);
            // Every connection, queue and subscription would otherwise be a line on the console.
            System.setProperty("qpid.broker_status_updates", "false");
            Path configuration = Files.write(folder.resolve("initial.json"), configuration());
            // What the broker made of the last start's configuration, the old port in it; queues live in the store.
            Path current = folder.resolve("current.json");
            Files.deleteIfExists(current);
            Startup startup = new Startup();
            SystemLauncher started = new SystemLauncher(startup);
            started.startup(Map.of(
                    SystemConfig.TYPE, "JSON",
                    "storePath", current.toString(),
                    SystemConfig.INITIAL_CONFIGURATION_LOCATION, configuration.toUri().toString(),
                    SystemConfig.STARTUP_LOGGED_TO_SYSTEM_OUT, "false",
                    SystemConfig.CONTEXT, Map.of("qpid.work_dir", folder.toString(), "broker.failStartupWithErroredChild", "true")));
            startup.throwIfFailed();
            launcher = started;
        } catch (Exception e) {
            throw new IllegalStateException("The embedded broker did not start in " + folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void stop() {
        if (launcher != null) {
            launcher.shutdown();
            launcher = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void requireFreePort() {
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException e) {
            throw new IllegalStateException("Port " + port + " is in use, so the embedded broker can't start", e);
        }
    }

    private byte[] configuration() {
        Map<String, Object> user = Map.of("name", USER, "type", "managed", "password", PASSWORD);
        Map<String, Object> users = Map.of("name", "users", "type", "Plain", "secureOnlyMechanisms", List.of(),
                "users", List.of(user));
        Map<String, Object> listener = Map.of("name", "amqp", "port", port, "bindingAddress", "127.0.0.1",
                "protocols", List.of("AMQP_0_9_1"), "authenticationProvider", "users",
                "virtualhostaliases", List.of(Map.of("name", "any", "type", "patternMatchingAlias",
                        "pattern", ".*", "virtualHostNode", "holdfast")));
        Map<String, Object> store = Map.of("name", "holdfast", "type", "BDB", "defaultVirtualHostNode", true,
                "storePath", folder.resolve("messages").toString(), "context", Map.of("je.freeDisk", FREE_DISK),
                "virtualHostInitialConfiguration", "{\"type\": \"ProvidedStore\"}");
        try {
            return new ObjectMapper().writeValueAsBytes(Map.of("name", "holdfast", "modelVersion", MODEL_VERSION,
                    "authenticationproviders", List.of(users), "ports", List.of(listener), "virtualhostnodes", List.of(store)));
        } catch (IOException e) {
            throw new UncheckedIOException("The broker's configuration can't be written", e);
        }
    }

    /** The launcher swallows what goes wrong and tells its listener only. */
    private static final class Startup extends DefaultSystemLauncherListener {
        private RuntimeException failure;

        @Override
        public void errorOnStartup(RuntimeException e) {
            failure = e;
        }

        void throwIfFailed() {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
