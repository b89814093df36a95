package io.holdfast.catalog.product;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;

/**
 * Which products to list: those with a variant for which all of it holds.
 *
 * @param after the last id of the page before, or null
 * @param text to be found in the product's name or the variant's SKU, name or barcode, or null
 */
record ProductFilter(UUID after, String tracking, boolean low, String text, int limit) {

    private static final UUID FIRST = new UUID(0, 0);

    /**
     * Only the conditions that are asked for: PostgreSQL then knows whether to walk the products in order until the page is
     * full, or to start from the few variants that an index finds.
     */
    String sql() {
        StringBuilder conditions = new StringBuilder();
        int parameter = 4;
        if (tracking != null) {
            conditions.append("and v.tracking = $").append(parameter++);
        }
        if (text != null) {
            conditions.append(" and v.searched ilike $").append(parameter);
        }
        return """
                select id, name, archived, version, created_at from product p
                where p.merchant = $1 and not p.archived and p.id > $2
                and exists (select from variant v %s where v.merchant = $1 and v.product_id = p.id %s)
                order by p.id limit $3""".formatted(
                low ? "join low_alert a on a.merchant = v.merchant and a.sku = v.sku and a.since is not null" : "", conditions);
    }

    Tuple values(String merchant) {
        Tuple values = Tuple.of(merchant, after == null ? FIRST : after, limit + 1);
        if (tracking != null) {
            values.addValue(tracking);
        }
        return text == null ? values : values.addValue("%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }
}
