package io.holdfast.stock.order;

import io.vertx.mutiny.sqlclient.Tuple;

/**
 * The conditions of a query that has only those that were asked for: one text with "or it is null" for each of them would
 * get one plan for all, and read every order to find one.
 */
final class Conditions {

    private final StringBuilder sql = new StringBuilder();
    private final Tuple parameters = Tuple.tuple();

    Conditions(String condition, Object value) {
        and(condition, value);
    }

    Conditions and(String condition, Object value) {
        return and(condition, value, "");
    }

    /** {@code condition $n end}; nothing where the value is null. */
    Conditions and(String condition, Object value, String end) {
        if (value != null) {
            parameters.addValue(value);
            sql.append(sql.isEmpty() ? "" : " and ").append(condition).append('$').append(parameters.size()).append(end);
        }
        return this;
    }

    String sql() {
        return sql.toString();
    }

    Tuple parameters() {
        return parameters;
    }
}
