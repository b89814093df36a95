package io.holdfast.service.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The PostgreSQL of a service. Its database is called like the service. */
@ConfigMapping(prefix = "holdfast.postgres")
public interface DatabaseConfig {

    /** The server, without user and database: `postgresql://host:5432`. */
    String url();

    /** As whom to use the database. */
    String user();

    /** The user's password. Anything, where the server asks for none. */
    String password();

    /** Connections that a replica keeps at most; the stock service has six more, which only decide. Three more serve the migrations, while they run. */
    int poolSize();

    /** How long the server may give no sign of life before a connection is given up; longer than any statement may take. */
    @WithDefault("45s")
    Duration silence();

    /** Whether to bring the tables up to date at the start. False where that is a step of its own, with a user of its own. */
    boolean migrate();

    /** True: bring the tables up to date and end. */
    boolean migrateOnly();

    /** Whether to refuse to start as long as the tables are not up to date. For where that is a step of its own. */
    boolean expectMigrated();

    /** With the migrations: the user that the service works as, where that is not the one who migrates. It may read and write rows, no more. */
    String worker();
}
