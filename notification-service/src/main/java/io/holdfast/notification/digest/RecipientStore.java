package io.holdfast.notification.digest;

import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/** Merchants whose hour has come. */
@ApplicationScoped
class RecipientStore {

    private static final Logger LOG = Logger.getLogger(RecipientStore.class);

    private static final String DUE = """
            select merchant from merchant where enabled and next_at <= holdfast_now() order by next_at limit $1""";

    private static final String FIND = """
            select merchant, name, coalesce(mail_locale, locale) as locale,
                   array(select r.address from unnest(coalesce(recipients, array[email])) with ordinality as r (address, place)
                         where not exists (select 1 from unsubscribed u where u.merchant = $1 and u.address = lower(r.address))
                         order by r.place) as addresses,
                   send_at, time_zone, greatest(known_since, enabled_since, hour_since) as counts_since, holdfast_now() as now
            from merchant
            where merchant = $1""";

    private static final String LOCK = FIND + " and enabled and next_at <= holdfast_now() for update skip locked";

    private static final String JUDGED = """
            update merchant set judged_at = $2, next_at = $3 where merchant = $1""";

    private final Transactions transactions;

    RecipientStore(Transactions transactions) {
        this.transactions = transactions;
    }

    Uni<List<String>> due(int limit) {
        return transactions.ofAllMerchants(reading -> reading.preparedQuery(DUE).execute(Tuple.of(limit))).map(rows -> {
            List<String> merchants = new ArrayList<>();
            rows.forEach(row -> merchants.add(row.getString(0)));
            return merchants;
        });
    }

    /** The merchant if it is still to be judged and nobody else does it; else null. */
    Uni<Recipient> lock(SqlConnection transaction, String merchant) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(merchant)).map(RecipientStore::recipient);
    }

    Uni<Recipient> find(SqlConnection transaction, String merchant) {
        return transaction.preparedQuery(FIND).execute(Tuple.of(merchant)).map(RecipientStore::recipient);
    }

    Uni<Void> judged(SqlConnection transaction, String merchant, Instant hour, Instant next) {
        return transaction.preparedQuery(JUDGED)
                .execute(Tuple.of(merchant, hour.atOffset(ZoneOffset.UTC), next.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }

    private static Recipient recipient(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return null;
        }
        Row row = rows.iterator().next();
        return new Recipient(row.getString("merchant"), row.getString("name"), List.of(row.getArrayOfStrings("addresses")),
                Locale.forLanguageTag(row.getString("locale")), row.getLocalTime("send_at"), zone(row),
                row.getOffsetDateTime("counts_since").toInstant(), row.getOffsetDateTime("now").toInstant());
    }

    /** The gateway checks zones, but may know a newer list of them. */
    private static ZoneId zone(Row row) {
        try {
            return ZoneId.of(row.getString("time_zone"));
        } catch (DateTimeException e) {
            LOG.errorf("Merchant %s has the unknown time zone %s; UTC is used", row.getString("merchant"), row.getString("time_zone"));
            return ZoneOffset.UTC;
        }
    }
}
