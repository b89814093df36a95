package io.holdfast.notification.subscription;

import io.holdfast.service.database.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/** Who of a merchant's recipients wants no mail. */
@ApplicationScoped
class SubscriptionStore {

    private static final String FIND = """
            select m.name, coalesce(m.mail_locale, m.locale) as locale,
                   lower($2) in (select lower(r) from unnest(coalesce(m.recipients, array[m.email])) as r) as addressed,
                   exists (select 1 from unsubscribed u where u.merchant = $1 and u.address = lower($2)) as ended
            from merchant m
            where m.merchant = $1""";

    private static final String END = """
            insert into unsubscribed (merchant, address, at)
            select $1, lower($2), holdfast_now()
            on conflict do nothing""";

    private static final String RESUME = "delete from unsubscribed where merchant = $1 and address = lower($2)";

    private static final String NOTE = "update merchant set revision = revision + 1 where merchant = $1";

    private final Transactions transactions;

    SubscriptionStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * How a reader stands to a merchant's mail.
     *
     * @param addressed whether the merchant names the address
     * @param ended whether its reader ended the mail
     */
    record Subscription(String merchantName, Locale locale, boolean addressed, boolean ended) {

        boolean isOn() {
            return addressed && !ended;
        }
    }

    /** Null for a merchant that is not known. */
    Uni<Subscription> find(Reader reader) {
        return transactions.of(reader.merchant(), reading -> reading.preparedQuery(FIND).execute(columns(reader))).map(rows -> rows.size() == 0 ? null
                : rows.iterator().next()).onItem().ifNotNull().transform(row -> new Subscription(row.getString("name"),
                        Locale.forLanguageTag(row.getString("locale")), row.getBoolean("addressed"), row.getBoolean("ended")));
    }

    /** Ends the mail; again: changes nothing. */
    Uni<Void> end(Reader reader) {
        return change(reader, END);
    }

    Uni<Void> resume(Reader reader) {
        return change(reader, RESUME);
    }

    private Uni<Void> change(Reader reader, String statement) {
        return transactions.of(reader.merchant(), transaction -> transaction.preparedQuery(statement).execute(columns(reader))
                .flatMap(rows -> rows.rowCount() == 0 ? Uni.createFrom().voidItem() : note(transaction, reader)));
    }

    /** The settings show it, so their version grows. */
    private static Uni<Void> note(SqlConnection transaction, Reader reader) {
        return transaction.preparedQuery(NOTE).execute(Tuple.of(reader.merchant())).replaceWithVoid();
    }

    private static Tuple columns(Reader reader) {
        return Tuple.of(reader.merchant(), reader.address());
    }
}
