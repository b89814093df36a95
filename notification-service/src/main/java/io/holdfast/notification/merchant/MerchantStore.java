package io.holdfast.notification.merchant;

import io.holdfast.contracts.MerchantChanged;
import io.holdfast.service.database.Transactions;
import io.holdfast.service.editing.ETags;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Merchants and how they want to be mailed. */
@ApplicationScoped
class MerchantStore {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm");

    // A change of zone makes another hour of the same time of day: it counts from then on.
    private static final String SAVE = """
            insert into merchant as m (merchant, version, name, email, time_zone, locale, known_since, enabled_since, hour_since)
            values ($1, $2, $3, $4, $5, $6, $7, $7, $7)
            on conflict (merchant) do update
            set version = excluded.version, revision = m.revision + 1, name = excluded.name, email = excluded.email, time_zone = excluded.time_zone,
                locale = excluded.locale, next_at = '-infinity',
                hour_since = case when m.time_zone = excluded.time_zone then m.hour_since else excluded.hour_since end
            where m.version < excluded.version""";

    private static final String FIND = """
            select revision, email, locale, enabled, recipients, send_at, mail_locale,
                   array(select address from unsubscribed where merchant = $1 order by address) as unsubscribed
            from merchant
            where merchant = $1""";

    private static final String CHANGE = """
            update merchant
            set revision = revision + 1, enabled = $2, recipients = $3, send_at = $4, mail_locale = $5, next_at = '-infinity',
                enabled_since = case when $2 and not enabled then holdfast_now() else enabled_since end,
                hour_since = case when send_at = $4 then hour_since else holdfast_now() end
            where merchant = $1""";

    private static final String FORGET_OTHERS = """
            delete from unsubscribed u
            using merchant m
            where m.merchant = $1 and u.merchant = $1
              and u.address <> all (select lower(r) from unnest(coalesce(m.recipients, array[m.email])) as r)""";

    private final Transactions transactions;

    MerchantStore(Transactions transactions) {
        this.transactions = transactions;
    }

    Uni<Void> save(SqlConnection transaction, MerchantChanged merchant, long version, Instant time) {
        return transaction.preparedQuery(SAVE).execute(Tuple.tuple().addValue(merchant.id()).addValue(version)
                .addValue(merchant.name()).addValue(merchant.email()).addValue(merchant.timeZone()).addValue(merchant.locale())
                .addValue(time.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }

    /** The merchant, or null while its record is still on its way here. */
    Uni<Merchant> find(String merchant) {
        return transactions.of(merchant, reading -> find(reading, merchant, FIND));
    }

    /**
     * Stores new wishes and returns the merchant with them; null while it is not known here.
     *
     * @param ifMatch the header, or null
     */
    Uni<Merchant> change(String id, NotificationSettings wishes, String ifMatch) {
        return transactions.of(id, transaction -> find(transaction, id, FIND + " for update").flatMap(merchant -> {
            if (merchant == null) {
                return Uni.createFrom().nullItem();
            }
            ETags.require(ifMatch, merchant.revision());
            List<String> recipients = wishes.ownRecipients(merchant);
            Tuple columns = Tuple.tuple().addValue(id).addValue(wishes.isEnabled())
                    .addValue(recipients == null ? null : recipients.toArray(String[]::new))
                    .addValue(wishes.hour()).addValue(wishes.ownLocale(merchant));
            return transaction.preparedQuery(CHANGE).execute(columns)
                    .flatMap(changed -> transaction.preparedQuery(FORGET_OTHERS).execute(Tuple.of(id)))
                    .flatMap(forgotten -> find(transaction, id, FIND));
        }));
    }

    private static Uni<Merchant> find(SqlClient client, String merchant, String query) {
        return client.preparedQuery(query).execute(Tuple.of(merchant)).map(MerchantStore::merchant);
    }

    private static Merchant merchant(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return null;
        }
        Row row = rows.iterator().next();
        String[] recipients = row.getArrayOfStrings("recipients");
        return new Merchant(row.getLong("revision"), row.getString("email"), row.getString("locale"), row.getBoolean("enabled"),
                recipients == null ? null : List.of(recipients), MINUTES.format(row.getLocalTime("send_at")),
                row.getString("mail_locale"), List.of(row.getArrayOfStrings("unsubscribed")));
    }
}
