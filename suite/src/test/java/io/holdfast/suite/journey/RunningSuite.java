package io.holdfast.suite.journey;

import io.holdfast.suite.launch.Suite;
import io.holdfast.suite.launch.SuiteConfig;
import java.nio.file.Path;

/** The whole of Holdfast, started once for all journeys of this JVM, on free ports; on a real RabbitMQ where one is given. */
final class RunningSuite {

    private static Suite suite;

    private RunningSuite() {}

    static synchronized Suite get() {
        if (suite == null) {
            Path repository = Path.of("..").toAbsolutePath().normalize();
            Suite starting = new Suite(SuiteConfig.of(repository, Path.of("target", "journeys"), true, System.getenv()).withPort(0));
            Runtime.getRuntime().addShutdownHook(new Thread(starting::close, "stop-suite"));
            starting.start(line -> System.getLogger("journeys").log(System.Logger.Level.INFO, line));
            suite = starting;
        }
        return suite;
    }
}
