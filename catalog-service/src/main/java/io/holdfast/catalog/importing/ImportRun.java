package io.holdfast.catalog.importing;

import io.holdfast.catalog.csv.InventoryFile;
import io.holdfast.catalog.csv.Line;
import io.holdfast.catalog.csv.UnreadableFile;
import io.holdfast.catalog.importing.Import.Held;
import io.holdfast.catalog.importing.Import.LineError;
import io.holdfast.service.Limits;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Works off one import that is held, on a thread that may block: first the whole file is read and counted, then it is applied. */
@ApplicationScoped
class ImportRun {

    private static final Duration PATIENCE = Duration.ofSeconds(25);
    /** Well within the time for which an import is held. */
    private static final Duration KEPT_EVERY = Duration.ofSeconds(10);
    private static final int LONGEST_KEPT = 30;
    private static final int COUNTED_AT_ONCE = 50_000;

    private final ImportStore imports;
    private final PartStore parts;
    private final ChunkWork chunks;

    ImportRun(ImportStore imports, PartStore parts, ChunkWork chunks) {
        this.imports = imports;
        this.parts = parts;
        this.chunks = chunks;
    }

    /** To its end, or until this process is to stop; a failure leaves it where the last chunk was noted. */
    void run(Held held, BooleanSupplier stopping) throws IOException {
        try {
            if (held.total() == null) {
                wait(imports.counted(held, count(held)));
            }
            apply(held, stopping);
        } catch (UnreadableFile e) {
            wait(imports.end(held, "FAILED", List.of(new LineError(e.line(), e.getMessage()))));
        }
    }

    /** What can't be read shows here, before anything is applied. */
    private long count(Held held) throws IOException {
        try (InventoryFile file = open(held)) {
            long lines = 0;
            while (file.next() != null) {
                if (++lines % COUNTED_AT_ONCE == 0) {
                    wait(imports.keep(held));
                }
            }
            return lines;
        }
    }

    private void apply(Held held, BooleanSupplier stopping) throws IOException {
        try (InventoryFile file = open(held)) {
            for (long skipped = 0; skipped < held.worked(); skipped++) {
                file.next();
            }
            boolean again = held.again();
            for (List<Line> lines = read(file); !lines.isEmpty(); lines = read(file)) {
                List<LineError> refused = kept(held, chunks.work(held, file, lines, again));
                wait(imports.worked(held, lines.size() - refused.size(), refused));
                again = false;
                if (stopping.getAsBoolean()) {
                    wait(imports.free(held));
                    return;
                }
            }
            wait(imports.end(held, "DONE", List.of()));
        }
    }

    private static List<Line> read(InventoryFile file) throws IOException {
        List<Line> lines = new ArrayList<>(Limits.LINES_PER_IMPORT_CHUNK);
        for (Line line = null; lines.size() < Limits.LINES_PER_IMPORT_CHUNK && (line = file.next()) != null; ) {
            lines.add(line);
        }
        return lines;
    }

    private InventoryFile open(Held held) throws IOException {
        return InventoryFile.open(parts.open(held.merchant(), held.id()));
    }

    /** Waits for a chunk, however slow the machine, and keeps holding the import meanwhile: nobody else is to begin with it too. */
    private <T> T kept(Held held, Uni<T> chunk) {
        CompletableFuture<T> work = chunk.subscribeAsCompletionStage();
        for (int waited = 0; waited < LONGEST_KEPT; waited++) {
            try {
                return work.get(KEPT_EVERY.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException slow) {
                wait(imports.keep(held));
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Stopped while a chunk was worked off", e);
            }
        }
        throw new IllegalStateException("A chunk has not ended after " + KEPT_EVERY.multipliedBy(LONGEST_KEPT));
    }

    private static <T> T wait(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
