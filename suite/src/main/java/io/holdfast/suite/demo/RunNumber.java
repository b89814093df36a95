package io.holdfast.suite.demo;

import io.holdfast.suite.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Numbers the demo's runs on one set of data, so that a later run's order references are not those of an earlier one. */
final class RunNumber {

    private RunNumber() {}

    static long next(Path home, boolean fresh) {
        Path file = home.resolve("demo-runs");
        try {
            long last = fresh || !Files.exists(file) ? 0 : Long.parseLong(Files.readString(file).strip());
            Files.writeString(file, (last + 1) + "\n");
            return last + 1;
        } catch (IOException e) {
            throw new UserError("The file " + file + " can't be written: " + e.getMessage(), e);
        } catch (NumberFormatException e) {
            throw new UserError("The file " + file + " should hold the number of runs so far; delete it and use --fresh", e);
        }
    }
}
