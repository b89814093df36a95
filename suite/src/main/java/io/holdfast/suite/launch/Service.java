package io.holdfast.suite.launch;

import java.nio.file.Path;
import java.util.Locale;

/** The five services, in the order of their ports. */
public enum Service {
    GATEWAY("gateway"),
    CATALOG("catalog-service"),
    STOCK("stock-service"),
    ALLOCATION("allocation-service"),
    NOTIFICATION("notification-service");

    private final String module;

    Service(String module) {
        this.module = module;
    }

    /** Its name in tokens; its database is called that. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its folder in the repository, which is also what people call it. */
    public String module() {
        return module;
    }

    Path program(Path repository) {
        return repository.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
