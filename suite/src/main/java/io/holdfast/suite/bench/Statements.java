package io.holdfast.suite.bench;

import io.holdfast.suite.launch.Database;
import io.holdfast.suite.launch.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What PostgreSQL did in a round, statement by statement; only where that is recorded, for counting costs time. */
final class Statements {

    private static final String DURING = """
            select format('%s calls, each: plan %s ms, run %s ms, %s rows, %s bytes of WAL, %s blocks: %s', calls,
                round((total_plan_time / calls)::numeric, 3), round((total_exec_time / calls)::numeric, 3), rows / calls,
                round(wal_bytes / calls), (shared_blks_hit + shared_blks_read) / calls, regexp_replace(query, '\\s+', ' ', 'g'))
            from pg_stat_statements where calls > 0 order by total_plan_time + total_exec_time desc limit 60""";

    private final Database database;
    private final Path folder;
    private final boolean recorded;

    static Statements of(Suite suite, BenchOptions options) {
        return new Statements(new Database(suite.database("postgres")), suite.logs().getParent(), options.recorded());
    }

    /** @param folder where a file for each contender is left */
    private Statements(Database database, Path folder, boolean recorded) {
        this.database = database;
        this.folder = folder;
        this.recorded = recorded;
        if (recorded) {
            database.run("create extension if not exists pg_stat_statements");
        }
    }

    void begin() {
        if (recorded) {
            database.run("select pg_stat_statements_reset()");
        }
    }

    void end(String contender) {
        if (recorded) {
            List<String> lines = database.texts(DURING);
            try {
                Files.write(folder.resolve("statements-" + contender + ".txt"), lines);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
