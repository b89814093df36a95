package io.holdfast.allocation.stream;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
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

    private final Pool pool;

    ReaderStore(Pool pool) {
        this.pool = pool;
    }

    Uni<Void> touch(Collection<Reader> open) {
        Tuple parameters = Tuple.tuple().addValue(open.stream().map(reader -> reader.channel().merchant()).toArray(String[]::new))
                .addValue(open.stream().map(reader -> reader.channel().channel()).toArray(String[]::new))
                .addValue(open.stream().map(Reader::id).toArray(UUID[]::new));
        return pool.preparedQuery(TOUCH).execute(parameters).replaceWithVoid();
    }

    Uni<Void> forget(Reader reader) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(reader.channel().merchant(), reader.channel().channel(), reader.id())).replaceWithVoid();
    }

    Uni<Void> forgetLost() {
        return pool.preparedQuery(FORGET_LOST).execute().replaceWithVoid();
    }
}
