package io.holdfast.stock.book;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Statements that write and don't look at each other, sent as one: to the database and to us a statement costs more than a
 * dozen rows of it.
 */
final class Writes {

    private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");
    /** By their parts: batches write to few combinations of tables. */
    private static final Map<List<Part>, String> TOGETHER = new ConcurrentHashMap<>();

    private final Pipeline pipeline;
    private final List<Part> parts = new ArrayList<>();
    private Tuple parameters = Tuple.tuple();

    /**
     * @param parameters how many it has
     * @param first whether it runs before the others
     */
    private record Part(String sql, int parameters, boolean first) {}

    Writes(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Leaves out a statement that has nothing to work on. */
    Writes add(String sql, Columns<?> columns) {
        return columns.isEmpty() ? this : add(sql, columns.tuple());
    }

    Writes add(String sql, Tuple values) {
        return add(sql, values, false);
    }

    /**
     * At most one of those that are sent together: PostgreSQL turns to what only writes beside a statement once that is done. So
     * whoever meets another one waits here, where it holds nothing else yet, and what fails here has written nothing in vain.
     */
    Writes first(String sql, Columns<?> columns) {
        return columns.isEmpty() ? this : add(sql, columns.tuple(), true);
    }

    private Writes add(String sql, Tuple values, boolean first) {
        parts.add(new Part(sql, values.size(), first));
        for (int i = 0; i < values.size(); i++) {
            parameters.addValue(values.getValue(i));
        }
        return this;
    }

    /** On its way to the database; what is added from now on is another statement. */
    void send() {
        if (!parts.isEmpty()) {
            pipeline.add(TOGETHER.computeIfAbsent(List.copyOf(parts), Writes::together), parameters);
            parts.clear();
            parameters = Tuple.tuple();
        }
    }

    private static String together(List<Part> parts) {
        List<String> named = new ArrayList<>();
        String first = "select";
        int before = 0;
        for (Part part : parts) {
            String sql = numberedFrom(before, part.sql());
            if (part.first()) {
                first = sql;
            } else {
                named.add("w" + named.size() + " as (" + sql + ")");
            }
            before += part.parameters();
        }
        return named.isEmpty() ? first : "with " + String.join(", ", named) + " " + first;
    }

    private static String numberedFrom(int before, String sql) {
        return PARAMETER.matcher(sql).replaceAll(found -> "\\$" + (before + Integer.parseInt(found.group(1))));
    }
}
