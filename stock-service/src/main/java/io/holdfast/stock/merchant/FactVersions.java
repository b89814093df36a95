package io.holdfast.stock.merchant;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** The version of what is known of a merchant: its locations, channels and settings. */
public final class FactVersions {

    private static final String EDITED = """
            insert into merchant_facts (merchant, version) select distinct merchant, 1 from unnest($1::text[]) as k(merchant) order by merchant
            on conflict (merchant) do update set version = merchant_facts.version + 1""";

    private FactVersions() {}

    /** To be called in every transaction that edits one of them. */
    public static Uni<Void> edited(SqlConnection transaction, List<String> merchants) {
        return transaction.preparedQuery(EDITED).execute(Tuple.tuple().addValue(merchants.toArray(String[]::new))).replaceWithVoid();
    }
}
