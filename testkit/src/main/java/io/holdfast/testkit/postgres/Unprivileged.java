package io.holdfast.testkit.postgres;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. Under root its programs run as another user: in a user namespace where the kernel
 * allows it, else as {@code nobody}, in a folder that {@code nobody} can reach.
 */
enum Unprivileged {
    NOT_ROOT(List.of()),
    NAMESPACE(List.of("unshare", "-U")),
    NOBODY(List.of("setpriv", "--reuid=" + Unprivileged.NOBODY_ID, "--regid=" + Unprivileged.NOBODY_ID, "--clear-groups"));

    private static final int NOBODY_ID = 65534;
    private final List<String> prefix;

    Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    static Unprivileged detect() {
        if (!System.getProperty("user.name").equals("root")) {
            return NOT_ROOT;
        }
        for (Unprivileged way : List.of(NAMESPACE, NOBODY)) {
            if (works(way)) {
                return way;
            }
        }
        throw new IllegalStateException("PostgreSQL does not run as root, and neither unshare nor setpriv works here;"
                + " run as another user, or set HOLDFAST_POSTGRES_URL to a PostgreSQL of your own");
    }

    private static boolean works(Unprivileged way) {
        List<String> command = new ArrayList<>(way.prefix);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    List<String> command(List<String> command) {
        List<String> whole = new ArrayList<>(prefix);
        whole.addAll(command);
        return whole;
    }

    /** The folder itself, or one in the machine's temporary folder that {@code nobody} can reach, always the same for the same wish. */
    Path reachable(Path wish) {
        if (this != NOBODY) {
            return wish;
        }
        String name = HexFormat.of().toHexDigits(wish.toString().hashCode());
        return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().resolve("holdfast-" + name);
    }

    /** Where programs are kept: with the data, but shared by all data folders of {@code nobody}. */
    Path programs(Path base) {
        return this == NOBODY ? base.resolveSibling("holdfast-programs") : base;
    }

    File workingDirectory(Path data) {
        return data.getParent().toFile();
    }

    /** Makes sure that the folder exists and belongs to the user that the server runs as. */
    void own(Path folder) {
        try {
            Files.createDirectories(folder);
            if (this == NOBODY) {
                Files.walkFileTree(folder, new Chown());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " can't be prepared for PostgreSQL", e);
        }
    }

    private static final class Chown extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) throws IOException {
            return change(dir);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            return change(file);
        }

        private static FileVisitResult change(Path path) throws IOException {
            Files.setAttribute(path, "unix:uid", NOBODY_ID);
            Files.setAttribute(path, "unix:gid", NOBODY_ID);
            return FileVisitResult.CONTINUE;
        }
    }
}
