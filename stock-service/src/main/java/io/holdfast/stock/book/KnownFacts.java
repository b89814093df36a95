package io.holdfast.stock.book;

import io.holdfast.stock.ledger.Merchant;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Merchants' facts as this replica read them last. A batch reads their version along with its items, and the facts only when
 * that is another one: so it decides by what is committed, without reading two hundred channels for every order.
 */
final class KnownFacts {

    private static final int MERCHANTS = 10_000;

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(long version, Merchant facts) {}

    /** @param versions as they are now, of merchants that have any facts */
    Uni<Map<String, Merchant>> of(SqlConnection connection, Set<String> merchants, Map<String, Long> versions) {
        Map<String, Merchant> facts = new HashMap<>();
        Set<String> unknown = new TreeSet<>();
        for (String merchant : merchants) {
            Known before = known.get(merchant);
            if (before != null && before.version() == versions.getOrDefault(merchant, 0L)) {
                facts.put(merchant, before.facts());
            } else {
                unknown.add(merchant);
            }
        }
        return unknown.isEmpty() ? Uni.createFrom().item(facts) : FactRows.read(connection, unknown).map(read -> {
            read.forEach((merchant, fact) -> keep(merchant, new Known(versions.getOrDefault(merchant, 0L), fact)));
            facts.putAll(read);
            return facts;
        });
    }

    /** What is read may be newer than its version; then the next batch sees that version and reads it again. */
    private void keep(String merchant, Known fact) {
        if (known.size() >= MERCHANTS) {
            known.clear();
        }
        known.put(merchant, fact);
    }
}
