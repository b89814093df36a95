package io.holdfast.suite.journey;

import io.holdfast.suite.launch.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A copy of a running PostgreSQL's files, by the steps of its manual ("Making a Base Backup Using the Low Level API"): what
 * changes while files are copied is put right from the log, up to the moment at which the backup ends.
 */
final class OnlineBackup implements AutoCloseable {

    private static final String LOG = "pg_wal";
    /** Of the running server only. */
    private static final Set<String> LEFT_OUT = Set.of("postmaster.pid", "postmaster.opts", LOG, "pg_replslot", "pg_stat_tmp", "pg_dynshmem");

    private final Connection session;
    private final Path source;
    private Path target;

    private OnlineBackup(Connection session, Path source) {
        this.session = session;
        this.source = source;
    }

    static OnlineBackup begin(Suite suite) {
        try {
            Connection session = DriverManager.getConnection("jdbc:" + suite.database("stock").replaceFirst("//[^@]*@", "//"), "postgres", "");
            Path source = Path.of(text(session, "show data_directory"));
            text(session, "select pg_backup_start('journey', true)");
            return new OnlineBackup(session, source);
        } catch (SQLException e) {
            throw new IllegalStateException("The backup can't begin", e);
        }
    }

    void copyTo(Path folder) {
        target = folder;
        copy(source, LEFT_OUT);
        for (String empty : Set.of(LOG, "pg_replslot", "pg_stat_tmp", "pg_dynshmem")) {
            folder(target.resolve(empty));
        }
    }

    /** Ends it, and takes along the log that belongs to it. */
    void end() {
        try (Statement statement = session.createStatement(); ResultSet stopped = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
            stopped.next();
            Files.writeString(target.resolve("backup_label"), stopped.getString(1));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The backup can't end", e);
        }
        copy(source.resolve(LOG), Set.of());
    }

    private void copy(Path from, Set<String> leftOut) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path relative = source.relativize(file);
                if (relative.getNameCount() > 0 && !leftOut.contains(relative.getName(0).toString())) {
                    copyOne(file, target.resolve(relative));
                } else if (relative.toString().isEmpty()) {
                    folder(target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copyOne(Path file, Path to) throws IOException {
        if (Files.isDirectory(file)) {
            folder(to);
            return;
        }
        try {
            Files.copy(file, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // The server deletes files while it runs; the log knows of it.
            Files.deleteIfExists(to);
        }
    }

    private static void folder(Path path) {
        try {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
