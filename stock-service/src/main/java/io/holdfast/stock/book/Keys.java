package io.holdfast.stock.book;

import io.holdfast.stock.ledger.Book;
import io.holdfast.stock.ledger.Command;
import io.holdfast.stock.ledger.Keyed;
import io.holdfast.stock.ledger.Outcome;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The idempotency keys of a batch: read along with the first round trip, written along with the last one. A batch without any
 * has neither statement. Where another replica is first with a key, the insert fails, and the batch, repeated, finds what that
 * one decided. One object an attempt: what a failed one decided never was.
 */
final class Keys {

    private static final String KNOWN = """
            select a.merchant, a.key, a.part, a.request, a.decided
            from (select unnest($1::text[]) as merchant, unnest($2::text[]) as key, unnest($3::bigint[]) as part) as k
            join answer_to_key a using (merchant, key, part)""";
    private static final String DECIDED = """
            insert into answer_to_key (at, merchant, key, part, request, decided)
            select $1, unnest($2::text[]), unnest($3::text[]), unnest($4::bigint[]), unnest($5::text[]), unnest($6::text[])""";

    private final List<Command> commands;
    private final List<Keyed> keyed;
    private final Map<Name, Decided> decided = new HashMap<>();
    private final List<New> made = new ArrayList<>();

    private record Name(String merchant, String key, int part) {
        private static Name of(Keyed command) {
            return new Name(command.merchant(), command.key().key(), command.key().part());
        }
    }

    /** {@code stored} as text, which is an outcome only if the request is the same: other operations keep other things. */
    private record Decided(String request, String stored) {}

    private record New(Name name, Decided decided) {}

    Keys(List<Command> asked) {
        this.keyed = asked.stream().filter(Keyed.class::isInstance).map(Keyed.class::cast).toList();
        this.commands = keyed.isEmpty() ? asked : asked.stream().map(Command::plain).toList();
    }

    /** The commands themselves. */
    List<Command> commands() {
        return commands;
    }

    void addTo(Pipeline pipeline) {
        pipeline.add(KNOWN, names());
    }

    /** Merchants, keys and parts. */
    Columns<?> names() {
        return Columns.of(keyed).text(Keyed::merchant).text(k -> k.key().key()).number(k -> k.key().part());
    }

    void read(Pipeline.Answers rows) {
        for (Row row : rows.of(KNOWN)) {
            decided.put(new Name(row.getString("merchant"), row.getString("key"), row.getInteger("part")),
                    new Decided(row.getString("request"), row.getString("decided")));
        }
    }

    /** What was decided before under the command's key, or is now. */
    Outcome decide(Book book, Command asked) {
        return asked instanceof Keyed keyed ? decide(book, keyed) : book.decide(asked);
    }

    private Outcome decide(Book book, Keyed command) {
        Name name = Name.of(command);
        Decided before = decided.get(name);
        if (before != null) {
            return before.request().equals(command.key().request()) ? new Outcome.Again(LedgerJson.outcome(before.stored())) : new Outcome.KeyTaken();
        }
        Outcome outcome = book.decide(command.plain());
        Decided now = new Decided(command.key().request(), LedgerJson.write(outcome));
        decided.put(name, now);
        made.add(new New(name, now));
        return outcome;
    }

    /** In key order, so that two batches that share keys wait for each other instead of deadlocking. */
    void write(Writes writes, Book book) {
        made.sort(Comparator.comparing((New n) -> n.name().merchant()).thenComparing(n -> n.name().key()).thenComparing(n -> n.name().part()));
        writes.add(DECIDED, Columns.of(made).and(Columns.utc(book.now())).text(n -> n.name().merchant()).text(n -> n.name().key())
                .number(n -> n.name().part()).text(n -> n.decided().request()).text(n -> n.decided().stored()));
    }
}
