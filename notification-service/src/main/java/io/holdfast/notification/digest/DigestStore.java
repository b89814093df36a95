package io.holdfast.notification.digest;

import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Digests: claimed once, and listed. */
@ApplicationScoped
class DigestStore {

    private static final String STANDING = """
            select exists (select 1 from digest where merchant = $1 and date = $2) as gone,
                   exists (select 1 from alert a %swhere a.merchant = $1 and a.kind in ('LOW', 'NEGATIVE') and a.since <= $3
                             and (a.cleared_at is null or a.cleared_at > $3))
                   or exists (select 1 from shortage where merchant = $1 and since <= $3 and (open or changed_at > $3)) as below"""
            .formatted(ContentStore.MAILED);

    private static final String CLAIM = """
            insert into digest (merchant, date, claimed_at, message_id, subject, html, text, link_mark, new_items, continuing_items)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""";

    private static final String ADDRESS = """
            insert into digest_letter (merchant, date, recipient, place, next_attempt_at)
            select $1, $2, r.recipient, r.place, $3 from unnest($4::text[]) with ordinality as r (recipient, place)""";

    private static final String NOTE_LISTED = """
            insert into digest_listing (merchant, as_of, skus, locations)
            select $1, $2, coalesce(array_agg(sku order by sku, location), '{}'), coalesce(array_agg(location order by sku, location), '{}')
            from alert
            where merchant = $1 and kind = 'LOW' and cleared_at is null
            on conflict (merchant) do update set as_of = excluded.as_of, skus = excluded.skus,
                locations = excluded.locations""";

    private static final String HISTORY = """
            select d.date, min(l.sent_at) as sent_at, array_agg(l.recipient order by l.place) as recipients, d.new_items, d.continuing_items
            from digest d
            join digest_letter l on l.merchant = d.merchant and l.date = d.date and l.sent_at is not null
            where d.merchant = $1 and d.date < $2
            group by d.merchant, d.date
            order by d.date desc
            limit $3""";

    private final Transactions transactions;

    DigestStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Whether a date has its digest, and whether something that is mailed was below at its hour. */
    record Standing(boolean gone, boolean below) {}

    Uni<Standing> standing(SqlConnection transaction, String merchant, LocalDate date, Instant hour) {
        return transaction.preparedQuery(STANDING).execute(Tuple.of(merchant, date, hour.atOffset(ZoneOffset.UTC)))
                .map(rows -> new Standing(first(rows).getBoolean("gone"), first(rows).getBoolean("below")));
    }

    /** Fixes a digest, a letter for each of the addresses, and what the next one need not call new. */
    Uni<Void> claim(SqlConnection transaction, Digest digest, List<String> addresses, DigestContent content) {
        OffsetDateTime at = digest.claimedAt().atOffset(ZoneOffset.UTC);
        Tuple columns = Tuple.tuple().addValue(digest.merchant()).addValue(digest.date()).addValue(at).addValue(digest.messageId())
                .addValue(digest.mail().subject()).addValue(digest.mail().html()).addValue(digest.mail().text())
                .addValue(digest.linkMark()).addValue(content.newItems().count()).addValue(content.continuingItems().count());
        return transaction.preparedQuery(CLAIM).execute(columns)
                .flatMap(claimed -> transaction.preparedQuery(ADDRESS)
                        .execute(Tuple.of(digest.merchant(), digest.date(), at, addresses.toArray(String[]::new))))
                .flatMap(addressed -> transaction.preparedQuery(NOTE_LISTED).execute(Tuple.of(digest.merchant(), at)))
                .replaceWithVoid();
    }

    /** Digests that somebody was sent, before a date, newest first; with those who got them. */
    Uni<List<SentDigest>> history(String merchant, LocalDate before, int limit) {
        return transactions.of(merchant, reading -> reading.preparedQuery(HISTORY).execute(Tuple.of(merchant, before, limit))).map(rows -> {
            List<SentDigest> digests = new ArrayList<>();
            rows.forEach(row -> digests.add(new SentDigest(row.getLocalDate("date"), row.getOffsetDateTime("sent_at").toInstant(),
                    List.of(row.getArrayOfStrings("recipients")), row.getLong("new_items"), row.getLong("continuing_items"))));
            return digests;
        });
    }

    private static Row first(RowSet<Row> rows) {
        return rows.iterator().next();
    }
}
