package io.holdfast.stock.book;

/**
 * What makes a SKU depend on more than its own row: conditions of SQL on {@code k}, which has its merchant and its name. Each looks for
 * one row instead of asking {@code exists}, in which PostgreSQL drops order and limit, and for which it may read a whole table.
 */
final class Entangled {

    /** It is a bundle, or part of one. */
    static final String COMPOSED = """
            ((select true from bundle_component c where c.merchant = k.merchant and c.sku = k.sku limit 1) is not null
                or (select true from bundle_component c where c.merchant = k.merchant and c.bundle = k.sku limit 1) is not null)""";

    /**
     * An overdue order holds units of it, by {@code clock.now}. The order of the look makes PostgreSQL find that by the deadline,
     * however few lines it knew of when it planned.
     */
    static final String OVERDUE = """
            ((select true from order_line l where l.merchant = k.merchant and l.sku = k.sku and l.expires_at <= clock.now
                    order by l.expires_at limit 1) is not null
                or (select true from order_part p where p.merchant = k.merchant and p.sku = k.sku and p.expires_at <= clock.now
                    order by p.expires_at limit 1) is not null)""";

    private Entangled() {}
}
