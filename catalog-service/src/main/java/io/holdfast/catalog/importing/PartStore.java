package io.holdfast.catalog.importing;

import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.UUID;

/** The table of uploaded files, in parts. */
@ApplicationScoped
class PartStore {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String ADD = "insert into import_part (merchant, import_id, part, bytes) values ($1, $2, $3, $4)";

    private static final String READ = "select bytes from import_part where merchant = $1 and import_id = $2 and part = $3";

    private final Transactions transactions;

    PartStore(Transactions transactions) {
        this.transactions = transactions;
    }

    Uni<Void> add(String merchant, UUID id, int part, byte[] bytes) {
        return transactions.of(merchant, transaction -> transaction.preparedQuery(ADD).execute(Tuple.of(merchant, id, part, Buffer.buffer(bytes))))
                .replaceWithVoid();
    }

    /** The file from its beginning, one part in memory at a time; for a thread that may block. */
    InputStream open(String merchant, UUID id) {
        return new Parts(merchant, id);
    }

    private final class Parts extends InputStream {

        private final String merchant;
        private final UUID id;
        private byte[] bytes = new byte[0];
        private int read;
        private int next;

        Parts(String merchant, UUID id) {
            this.merchant = merchant;
            this.id = id;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (read == bytes.length) {
                Tuple part = Tuple.of(merchant, id, next++);
                bytes = transactions.of(merchant, reading -> reading.preparedQuery(READ).execute(part)).await().atMost(PATIENCE).stream()
                        .map(row -> row.get(Buffer.class, "bytes").getBytes()).findFirst().orElse(new byte[0]);
                read = 0;
            }
            int size = Math.min(length, bytes.length - read);
            if (size <= 0) {
                return length == 0 ? 0 : -1;
            }
            System.arraycopy(bytes, read, into, offset, size);
            read += size;
            return size;
        }
    }
}
