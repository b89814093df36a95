package io.holdfast.suite.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The meters that docs/OPERATING.md describes. */
public final class Meters {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(holdfast_\\w+)`");

    private Meters() {}

    public static Set<String> described() {
        try {
            return ROW.matcher(Files.readString(Kustomize.ROOT.resolve("docs/OPERATING.md"))).results()
                    .map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
