package io.holdfast.suite.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the schema had to refuse. Its constraints are the second witness of the rules: none of them speaks as long as the first,
 * which is locks and the ledger, does what it should. Two writers of one SKU at the same time are refused by the key of their
 * movements and try again, so a lock that is not taken harms nobody at once, and is seen here. So is a statement that no
 * database would understand, which its sender took for an outage.
 */
final class SecondWitness {

    private static final Pattern SPOKE = Pattern.compile("ERROR: +(duplicate key value violates unique constraint \"movement_pkey\""
            + "|new row for relation \"\\w+\" violates check constraint \"\\w+\"|deadlock detected"
            + "|syntax error|(?:column|relation|function) \\S+ does not exist)");

    private final Optional<Path> log;
    private final long from;

    private SecondWitness(Optional<Path> log, long from) {
        this.log = log;
        this.from = from;
    }

    /** Listens from now on. A PostgreSQL that isn't ours keeps its log to itself. */
    static SecondWitness of(Optional<Path> log) {
        try {
            return new SecondWitness(log, log.isPresent() && Files.exists(log.get()) ? Files.size(log.get()) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it said since then, and how often. */
    List<String> findings() {
        Map<String, Integer> said = new TreeMap<>();
        log.filter(Files::exists).ifPresent(file -> count(file, said));
        return said.entrySet().stream().map(e -> "PostgreSQL had to refuse what no rule let through, " + e.getValue() + " times: " + e.getKey()).toList();
    }

    private void count(Path file, Map<String, Integer> said) {
        try (FileChannel channel = FileChannel.open(file).position(from);
                BufferedReader lines = new BufferedReader(Channels.newReader(channel, StandardCharsets.ISO_8859_1))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher spoke = SPOKE.matcher(line);
                if (spoke.find()) {
                    said.merge(spoke.group(1), 1, Integer::sum);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
