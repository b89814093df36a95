package io.holdfast.catalog.product;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem.Errors;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * What a merchant says about a variant: in the body of a new product, and what a PATCH edits.
 *
 * @param tracking {@code "QUANTITY"} (the default) or {@code "STATUS"}
 * @param status {@code "IN_STOCK"} (the default) or {@code "OUT_OF_STOCK"} for {@code STATUS}, else null
 * @param unitCost in the merchant's currency, or null
 * @param lowStock null: never low
 */
record VariantFields(String sku, String name, String barcode, String tracking, String status, BigDecimal unitCost, LowStock lowStock) {

    static final String QUANTITY = "QUANTITY";
    static final String STATUS = "STATUS";
    static final String IN_STOCK = "IN_STOCK";
    static final String OUT_OF_STOCK = "OUT_OF_STOCK";

    /**
     * @param threshold units; low when available is below it
     * @param notifies whether it may stand in the digest; true by default
     */
    record LowStock(Long threshold, @JsonProperty("notify") Boolean notifies) {}

    void check(String pointer, Errors errors) {
        errors.check(sku != null && holds(sku, Limits.SKU_CODE_POINTS), pointer + "/sku", rule(Limits.SKU_CODE_POINTS))
                .check(name == null || holds(name, Limits.NAME_CODE_POINTS), pointer + "/name", rule(Limits.NAME_CODE_POINTS))
                .check(barcode == null || holds(barcode, Limits.CODE_CODE_POINTS), pointer + "/barcode", rule(Limits.CODE_CODE_POINTS))
                .check(tracking == null || tracking.equals(QUANTITY) || tracking.equals(STATUS), pointer + "/tracking",
                        "must be \"QUANTITY\" or \"STATUS\"")
                .check(status == null || status.equals(IN_STOCK) || status.equals(OUT_OF_STOCK), pointer + "/status",
                        "must be \"IN_STOCK\" or \"OUT_OF_STOCK\"")
                .check(status == null || STATUS.equals(tracking), pointer + "/status", "is only for tracking \"STATUS\"")
                .check(unitCost == null || isCost(unitCost), pointer + "/unitCost",
                        "must be 0 to " + Limits.UNIT_COST + ", with up to " + Limits.UNIT_COST_DECIMALS + " decimals");
        if (lowStock != null) {
            Long threshold = lowStock.threshold();
            errors.check(threshold != null && threshold >= 0 && threshold <= Limits.COUNT, pointer + "/lowStock/threshold",
                    "must be a whole number, 0 to " + Limits.COUNT);
        }
    }

    /** The same with every default in its place, and numbers in their shortest form. */
    VariantFields complete() {
        String tracked = Objects.requireNonNullElse(tracking, QUANTITY);
        String state = tracked.equals(STATUS) ? Objects.requireNonNullElse(status, IN_STOCK) : null;
        LowStock low = lowStock == null ? null : new LowStock(lowStock.threshold(), Objects.requireNonNullElse(lowStock.notifies(), true));
        return new VariantFields(sku, name, barcode, tracked, state, shortest(unitCost), low);
    }

    VariantFields withoutStatus() {
        return new VariantFields(sku, name, barcode, tracking, null, unitCost, lowStock);
    }

    Long threshold() {
        return lowStock == null ? null : lowStock.threshold();
    }

    boolean notifies() {
        return lowStock == null || lowStock.notifies();
    }

    boolean counted() {
        return QUANTITY.equals(tracking);
    }

    /** Judged by exponent and digits: 1E+999999999 is a number of JSON too, and must not be written out to be refused. */
    private static boolean isCost(BigDecimal cost) {
        return cost.signum() >= 0 && cost.compareTo(BigDecimal.valueOf(Limits.UNIT_COST)) <= 0
                && cost.stripTrailingZeros().scale() <= Limits.UNIT_COST_DECIMALS;
    }

    private static BigDecimal shortest(BigDecimal cost) {
        if (cost == null) {
            return null;
        }
        BigDecimal stripped = cost.stripTrailingZeros();
        return stripped.setScale(Math.max(0, stripped.scale()));
    }
}
