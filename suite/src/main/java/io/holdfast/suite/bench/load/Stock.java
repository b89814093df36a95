package io.holdfast.suite.bench.load;

/**
 * What is sold: one SKU, or many in turn.
 *
 * @param name the SKU, or what those of many begin with
 * @param skus how many there are
 */
public record Stock(String name, int skus) {

    /** Prime, and so far apart that neighbouring calls don't meet neighbouring rows. */
    private static final long STRIDE = 7_919;

    public String sku(long number) {
        return skus == 1 ? name : of(number * STRIDE % skus);
    }

    /** One of many. */
    public String of(long index) {
        return name + "-" + index;
    }
}
