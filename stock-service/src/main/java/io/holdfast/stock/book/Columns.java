package io.holdfast.stock.book;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Rows as one array a column: a thousand rows are one statement, which takes them by {@code select unnest($1), unnest($2)}. Under
 * {@code from}, PostgreSQL would first put each column into a store of its own, which for a few rows costs more than they do.
 */
public final class Columns<T> {

    private final List<T> rows;
    private final Tuple tuple = Tuple.tuple();

    private Columns(Collection<T> rows) {
        this.rows = List.copyOf(rows);
    }

    public static <T> Columns<T> of(Collection<T> rows) {
        return new Columns<>(rows);
    }

    public Columns<T> text(Function<T, String> value) {
        return add(value, String[]::new);
    }

    public Columns<T> uuid(Function<T, UUID> value) {
        return add(value, UUID[]::new);
    }

    public Columns<T> number(ToLongFunction<T> value) {
        return add(value::applyAsLong, Long[]::new);
    }

    public Columns<T> flag(Predicate<T> value) {
        return add(value::test, Boolean[]::new);
    }

    public Columns<T> time(Function<T, Instant> value) {
        return add(row -> utc(value.apply(row)), OffsetDateTime[]::new);
    }

    public Columns<T> day(Function<T, LocalDate> value) {
        return add(value, LocalDate[]::new);
    }

    private <C> Columns<T> add(Function<T, C> value, IntFunction<C[]> array) {
        tuple.addValue(rows.stream().map(value).toArray(array));
        return this;
    }

    /** One value that is the same for all rows. */
    public Columns<T> and(Object value) {
        tuple.addValue(value);
        return this;
    }

    /** The columns of other rows. */
    public Columns<T> with(Columns<?> others) {
        for (int i = 0; i < others.tuple.size(); i++) {
            tuple.addValue(others.tuple.getValue(i));
        }
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public Tuple tuple() {
        return tuple;
    }

    static OffsetDateTime utc(Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
