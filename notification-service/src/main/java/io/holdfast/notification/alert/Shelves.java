package io.holdfast.notification.alert;

import io.holdfast.notification.rules.Reorder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is missing on the shelves, by the pars of each location. */
@ApplicationScoped
public class Shelves {

    private static final String OF = """
            select merchant, sku, name, notifies, notifies_at, alerted, places, variants, levels, pars, incoming
            from sku
            where merchant = $1 and sku = any($2) and pars <> '{}'""";

    /** What to reorder of some variants, by SKU; absent: nothing. */
    public Uni<Map<String, List<Reorder>>> reorders(SqlConnection transaction, String merchant, Collection<String> skus) {
        return transaction.preparedQuery(OF).execute(Tuple.of(merchant, skus.toArray(String[]::new))).map(rows -> {
            Map<String, List<Reorder>> reorders = new HashMap<>();
            rows.forEach(row -> {
                Facts facts = FactsStore.facts(row);
                reorders.put(facts.key().sku(), Reorder.advice(facts.pars(), facts.availableAt(), facts.incoming()));
            });
            return reorders;
        });
    }
}
