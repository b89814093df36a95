package io.holdfast.suite.journey;

import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.launch.SuiteConfig;
import io.holdfast.testkit.broker.RabbitNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The whole of Holdfast, started once for all journeys of this JVM, on free ports. On the RabbitMQ of
 * {@code HOLDFAST_RABBITMQ_URL}, on one of its own with {@code HOLDFAST_TEST_RABBITMQ=true}, else on the embedded broker.
 */
final class RunningSuite {

    /** The lock of those who take a service of it away. */
    static final String SERVICES = "services of the running suite";

    private static final Path HOME = Path.of("target", "journeys");
    private static Suite suite;

    private RunningSuite() {}

    static synchronized Suite get() {
        if (suite == null) {
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.put("HOLDFAST_PORT", "0");
            if ("true".equals(environment.get("HOLDFAST_TEST_RABBITMQ")) && !environment.containsKey("HOLDFAST_RABBITMQ_URL")) {
                RabbitNode node = RabbitNode.start(HOME.resolve("rabbitmq"));
                Runtime.getRuntime().addShutdownHook(new Thread(node::close, "stop-rabbitmq"));
                environment.put("HOLDFAST_RABBITMQ_URL", node.url());
            }
            suite = start(environment);
        }
        return suite;
    }

    private static Suite start(Map<String, String> environment) {
        Suite starting = new Suite(SuiteConfig.of(Path.of(".."), HOME, environment.get("HOLDFAST_POSTGRES_URL") == null, environment));
        Runtime.getRuntime().addShutdownHook(new Thread(starting::close, "stop-suite"));
        starting.start(line -> System.getLogger("journeys").log(System.Logger.Level.INFO, line));
        return starting;
    }
}
