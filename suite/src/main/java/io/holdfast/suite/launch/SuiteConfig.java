package io.holdfast.suite.launch;

import io.holdfast.suite.UserError;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What to start, and what is there already.
 *
 * @param repository the folder with the built services
 * @param home where data, logs and process numbers are kept
 * @param port of the gateway, the others follow it; 0: free ones
 * @param fresh whether to begin without the data of earlier runs
 * @param postgresUrl a PostgreSQL of the user's own, instead of the embedded one
 * @param rabbitmqUrl a RabbitMQ of the user's own, instead of the embedded broker
 * @param smtpUrl a mail server of the user's own, instead of the one that only shows mail
 * @param sizing how much the services may take
 */
public record SuiteConfig(Path repository, Path home, int port, boolean fresh, Optional<String> postgresUrl,
        Optional<String> rabbitmqUrl, Optional<String> smtpUrl, Sizing sizing) {

    private static final int DEFAULT_PORT = 8080;
    private static final int LAST_PORT = 65_535 - 2 * Service.values().length;

    public static SuiteConfig of(Path repository, Path home, boolean fresh, Map<String, String> environment) {
        return new SuiteConfig(repository.toAbsolutePath().normalize(), home.toAbsolutePath().normalize(),
                port(environment.get("HOLDFAST_PORT")), fresh, given(environment, "HOLDFAST_POSTGRES_URL"),
                given(environment, "HOLDFAST_RABBITMQ_URL"), given(environment, "HOLDFAST_SMTP_URL"), Sizing.LOCAL);
    }

    /** The same, with services of another size. */
    public SuiteConfig with(Sizing other) {
        return new SuiteConfig(repository, home, port, fresh, postgresUrl, rabbitmqUrl, smtpUrl, other);
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static int port(String text) {
        if (text == null || text.isBlank()) {
            return DEFAULT_PORT;
        }
        try {
            int port = Integer.parseInt(text.strip());
            if (port >= 0 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new UserError("HOLDFAST_PORT is '" + text + "', which is no port number", e);
        }
        throw new UserError("HOLDFAST_PORT is " + text + "; it must be from 1 to " + LAST_PORT + ", or 0 for free ports");
    }
}
