package io.holdfast.catalog.importing;

import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.catalog.csv.InventoryFile;
import io.holdfast.catalog.csv.UnreadableFile;
import io.holdfast.service.Limits;
import io.holdfast.service.idempotency.KeyedRequest;
import io.holdfast.service.idempotency.Once;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.UUID;

/** Receives a file into the database, a part in memory at a time; for a thread that may block. */
@ApplicationScoped
class Upload {

    private static final int PART_BYTES = 512 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ImportStore imports;
    private final PartStore parts;
    private final Once once;

    Upload(ImportStore imports, PartStore parts, Once once) {
        this.once = once;
        this.imports = imports;
        this.parts = parts;
    }

    /** The import's id, once the file is there whole and its first line is a header; else nothing is left of it. */
    UUID receive(String merchant, InputStream body) throws IOException {
        KeyedRequest request = once.current();
        byte[] part = body.readNBytes(PART_BYTES);
        checkHeader(part);
        UUID id = UuidCreator.getTimeOrderedEpoch();
        wait(imports.begin(merchant, id));
        try {
            long size = 0;
            for (int number = 0; part.length > 0; number++) {
                size += part.length;
                if (size > Limits.IMPORT_BYTES) {
                    throw Problem.tooLarge(Limits.IMPORT_BYTES);
                }
                if (request != null) {
                    request.body().add(part);
                }
                wait(parts.add(merchant, id, number, part));
                part = body.readNBytes(PART_BYTES);
            }
            UUID first = wait(imports.received(merchant, id, request));
            if (!first.equals(id)) {
                wait(imports.remove(merchant, id));
            }
            return first;
        } catch (IOException | RuntimeException e) {
            wait(imports.remove(merchant, id));
            throw e;
        }
    }

    private static void checkHeader(byte[] beginning) throws IOException {
        try (InventoryFile file = InventoryFile.open(new ByteArrayInputStream(beginning))) {
            file.header();
        } catch (UnreadableFile e) {
            throw Problem.invalid("", e.getMessage() + " (line " + e.line() + ")");
        }
    }

    private static <T> T wait(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
