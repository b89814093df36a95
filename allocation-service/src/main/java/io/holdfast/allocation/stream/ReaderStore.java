package io.holdfast.allocation.stream;

import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The table of open streams. */
@ApplicationScoped
class ReaderStore {

    private static final String TOUCH = """
            insert into stream_reader (merchant, channel, reader, seen_at)
            select merchant, channel, reader, holdfast_now() from unnest($1::text[], $2::text[], $3::uuid[]) as open (merchant, channel, reader)
            order by merchant, channel, reader
            on conflict (merchant, channel, reader) do update set seen_at = excluded.seen_at""";

    private static final String FORGET = "delete from stream_reader where merchant = $1 and channel = $2 and reader = $3";

    /** Of replicas that ended without a word. */
    private static final String FORGET_LOST = "delete from stream_reader where seen_at < holdfast_now() - interval '1 hour'";

    private final Transactions transactions;

    ReaderStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Whose row is written before its first event. */
    Uni<Void> touch(Reader reader) {
        return transactions.of(reader.channel().merchant(), transaction -> touch(transaction, List.of(reader)));
    }

    /** All that are open at a replica. */
    Uni<Void> touchAll(Collection<Reader> open) {
        return transactions.ofAllMerchants(transaction -> touch(transaction, open));
    }

    private static Uni<Void> touch(SqlConnection transaction, Collection<Reader> open) {
        Tuple parameters = Tuple.tuple().addValue(open.stream().map(reader -> reader.channel().merchant()).toArray(String[]::new))
                .addValue(open.stream().map(reader -> reader.channel().channel()).toArray(String[]::new))
                .addValue(open.stream().map(Reader::id).toArray(UUID[]::new));
        return transaction.preparedQuery(TOUCH).execute(parameters).replaceWithVoid();
    }

    Uni<Void> forget(Reader reader) {
        Tuple key = Tuple.of(reader.channel().merchant(), reader.channel().channel(), reader.id());
        return transactions.of(reader.channel().merchant(), transaction -> transaction.preparedQuery(FORGET).execute(key)).replaceWithVoid();
    }

    Uni<Void> forgetLost() {
        return transactions.ofAllMerchants(transaction -> transaction.preparedQuery(FORGET_LOST).execute()).replaceWithVoid();
    }
}
