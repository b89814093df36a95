package io.holdfast.stock.book;

import io.holdfast.stock.ledger.Book;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Item;
import io.holdfast.stock.ledger.ItemKey;
import io.holdfast.stock.ledger.Merchant;
import io.holdfast.stock.ledger.PlaceOrder;
import io.holdfast.stock.ledger.SellOverCounter;
import io.holdfast.stock.ledger.Stock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The book of plain sales, read without a lock in one statement and one moment. It holds as long as the versions of its items
 * do, which is seen when they are written; so neither the reading nor the writing needs more than a statement of its own.
 */
final class OptimisticBook {

    /** Commands, and items: what was read for nothing, where somebody was faster, is little. */
    private static final int AT_MOST = 200;

    /**
     * $1 merchants and $2 SKUs; $3 merchants, $4 channels and $5 references of new orders; $6 merchants, $7 idempotency keys and
     * their $8 parts. A row for each SKU, known or not, and whether there is more to it than can be seen here.
     */
    static final String SQL = "with clock as materialized (select holdfast_now() as now) select " + ItemRows.COLUMNS + """
            , k.merchant as asked_of, k.sku as asked, clock.now, f.version as facts, %s as composed,
                %s
                or exists (select from (select unnest($3::text[]) as merchant, unnest($4::text[]) as channel, unnest($5::text[]) as reference) as r
                    join orders o using (merchant, channel, reference))
                or exists (select from (select unnest($6::text[]) as merchant, unnest($7::text[]) as key, unnest($8::bigint[]) as part) as r
                    join answer_to_key a using (merchant, key, part)) as more
            from clock cross join (select unnest($1::text[]) as merchant, unnest($2::text[]) as sku) as k
                left join item i using (merchant, sku) left join merchant_facts f using (merchant)
            """.formatted(Entangled.COMPOSED, Entangled.OVERDUE);

    private static final Book.Answered NOTHING = new Book.Answered(Map.of(), Map.of());

    private final KnownFacts facts;
    private final KnownItems composed;

    OptimisticBook(KnownFacts facts, KnownItems composed) {
        this.facts = facts;
        this.composed = composed;
    }

    /** Whether it may be all that they need: if they are sales, which are found again by their references, and free nothing. */
    static boolean suits(Scout guess, List<Command> commands) {
        return guess.isLikely() && commands.size() <= AT_MOST && guess.items().size() <= AT_MOST
                && commands.stream().allMatch(command -> isSale(command) && !command.mayFree());
    }

    private static boolean isSale(Command command) {
        return command instanceof PlaceOrder || command instanceof SellOverCounter;
    }

    /** Empty if it is not all that they need: a bundle, an overdue order, a reference or a key that was sent before. */
    Uni<Optional<VersionedBook>> read(SqlConnection connection, Scout guess, Keys keys) {
        Tuple asked = Columns.of(guess.items()).text(ItemKey::merchant).text(ItemKey::sku)
                .with(WantedOrders.references(keys.commands())).with(keys.names()).tuple();
        return connection.preparedQuery(SQL).execute(asked).flatMap(rows -> isAll(rows)
                ? facts.of(connection, merchants(rows), factVersions(rows)).map(known -> Optional.of(book(guess, rows, known)))
                : Uni.createFrom().item(Optional.empty()));
    }

    private boolean isAll(RowSet<Row> rows) {
        Set<ItemKey> found = new TreeSet<>();
        boolean more = false;
        for (Row row : rows) {
            more |= row.getBoolean("more");
            if (row.getBoolean("composed")) {
                found.add(new ItemKey(row.getString("asked_of"), row.getString("asked")));
            }
        }
        composed.add(found);
        return !more && found.isEmpty();
    }

    private static Set<String> merchants(RowSet<Row> rows) {
        Set<String> merchants = new TreeSet<>();
        rows.forEach(row -> merchants.add(row.getString("asked_of")));
        return merchants;
    }

    private static Map<String, Long> factVersions(RowSet<Row> rows) {
        Map<String, Long> versions = new HashMap<>();
        rows.forEach(row -> {
            if (row.getLong("facts") != null) {
                versions.put(row.getString("asked_of"), row.getLong("facts"));
            }
        });
        return versions;
    }

    private static VersionedBook book(Scout guess, RowSet<Row> rows, Map<String, Merchant> facts) {
        Instant now = rows.iterator().next().getOffsetDateTime("now").toInstant();
        List<Row> known = new ArrayList<>();
        rows.forEach(row -> {
            if (row.getString("sku") != null) {
                known.add(row);
            }
        });
        List<Item> items = ItemRows.read(known);
        Book book = new Book(now, facts, new Stock(items), guess.items(), List.of(), List.of(), NOTHING);
        return new VersionedBook(book, ItemRows.versions(known), Map.of(), Set.of(), false, false);
    }
}
