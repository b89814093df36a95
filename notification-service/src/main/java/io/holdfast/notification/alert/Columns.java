package io.holdfast.notification.alert;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.function.Function;

/** Rows turned into the columns that {@code unnest} takes. */
final class Columns {

    private Columns() {}

    static Tuple of(Collection<SkuKey> keys) {
        return Tuple.tuple().addValue(texts(keys, SkuKey::merchant)).addValue(texts(keys, SkuKey::sku));
    }

    static <T> String[] texts(Collection<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }
}
