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

    /** {@code condition $n}; nothing where the value is null. */
    Conditions and(String condition, Object value) {
        return value == null ? this : and(condition + parameter(value));
    }

    /** A condition whose values are parameters already; nothing where it is null. */
    Conditions and(String condition) {
        if (condition != null) {
            sql.append(sql.isEmpty() ? "" : " and ").append(condition);
        }
        return this;
    }

    /** The place of one more value in the text: {@code $n}. */
    String parameter(Object value) {
        parameters.addValue(value);
        return "$" + parameters.size();
    }

    String sql() {
        return sql.toString();
    }

    Tuple parameters() {
        return parameters;
    }
}
