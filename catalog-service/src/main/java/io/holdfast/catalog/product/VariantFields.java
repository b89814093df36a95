package io.holdfast.catalog.product;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem.Errors;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a merchant says about a variant: in the body of a new product, and what a PATCH edits.
 *
 * @param tracking {@code "QUANTITY"} (the default) or {@code "STATUS"}
 * @param status {@code "IN_STOCK"} (the default) or {@code "OUT_OF_STOCK"} for {@code STATUS}, else null
 * @param unitCost in the merchant's currency, or null
 * @param lowStock null: never low
 * @param bundle what one unit is made of; null: it has stock of its own
 * @param par units that should be there, by location; null: none
 */
@Schema(name = "NewVariant")
public record VariantFields(String sku, String name, String barcode, String tracking, String status, BigDecimal unitCost,
        LowStock lowStock, List<Component> bundle, Map<String, Long> par) {

    public static final String QUANTITY = "QUANTITY";
    public static final String STATUS = "STATUS";
    static final String IN_STOCK = "IN_STOCK";
    static final String OUT_OF_STOCK = "OUT_OF_STOCK";
    private static final String NO_STOCK_OF_ITS_OWN = "is not for a bundle, which has no stock of its own; set it on the components";

    /** A variant of which only the SKU was said; not {@link #complete} yet. */
    public static VariantFields blank(String sku) {
        return new VariantFields(sku, null, null, null, null, null, null, null, null);
    }

    public void check(String pointer, Errors errors) {
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
            lowStock.check(pointer + "/lowStock", errors);
        }
        ByLocation.checkUnits(par, pointer + "/par", errors);
        if (bundled()) {
            checkBundle(pointer, errors);
        }
    }

    private void checkBundle(String pointer, Errors errors) {
        errors.check(bundle.size() <= Limits.COMPONENTS_PER_BUNDLE, pointer + "/bundle",
                        "must have up to " + Limits.COMPONENTS_PER_BUNDLE + " components")
                .check(!STATUS.equals(tracking), pointer + "/tracking", "must be \"QUANTITY\" for a bundle: its components say whether it can be sold")
                .check(lowStock == null, pointer + "/lowStock", NO_STOCK_OF_ITS_OWN)
                .check(ByLocation.none(par), pointer + "/par", NO_STOCK_OF_ITS_OWN);
        Set<String> named = new HashSet<>();
        for (int i = 0; i < bundle.size() && i < Limits.COMPONENTS_PER_BUNDLE; i++) {
            Component component = bundle.get(i);
            String at = pointer + "/bundle/" + i;
            if (component == null) {
                errors.check(false, at, "must be a component");
                continue;
            }
            Long quantity = component.quantity();
            errors.check(component.sku() != null && holds(component.sku(), Limits.SKU_CODE_POINTS), at + "/sku", rule(Limits.SKU_CODE_POINTS))
                    .check(named.add(component.sku()), at + "/sku", "is named twice; add the quantities up")
                    .check(quantity != null && quantity >= 1 && quantity <= Limits.ORDER_QUANTITY, at + "/quantity",
                            "must be 1 to " + Limits.ORDER_QUANTITY);
        }
    }

    /** The same with every default in its place, and numbers in their shortest form. */
    public VariantFields complete() {
        String tracked = Objects.requireNonNullElse(tracking, QUANTITY);
        String state = tracked.equals(STATUS) ? Objects.requireNonNullElse(status, IN_STOCK) : null;
        return new VariantFields(sku, name, barcode, tracked, state, shortest(unitCost), lowStock == null ? null : lowStock.complete(),
                bundled() ? List.copyOf(bundle) : null, ByLocation.complete(par));
    }

    /** Whoever turns a variant to counting need not also say that its status by hand is gone. */
    VariantFields after(VariantFields before) {
        boolean leftOver = !before.counted() && counted() && before.status().equals(status);
        return leftOver ? new VariantFields(sku, name, barcode, tracking, null, unitCost, lowStock, bundle, par) : this;
    }

    VariantFields named(String other) {
        return new VariantFields(sku, other, barcode, tracking, status, unitCost, lowStock, bundle, par);
    }

    Long threshold() {
        return lowStock == null ? null : lowStock.threshold();
    }

    boolean notifies() {
        return lowStock == null || lowStock.notifies();
    }

    Map<String, Long> locationThresholds() {
        return lowStock == null ? null : lowStock.perLocation();
    }

    Map<String, Boolean> locationSwitches() {
        return lowStock == null ? null : lowStock.notifyPerLocation();
    }

    public boolean counted() {
        return QUANTITY.equals(tracking);
    }

    public boolean bundled() {
        return bundle != null && !bundle.isEmpty();
    }

    List<String> componentSkus() {
        return bundled() ? bundle.stream().filter(Objects::nonNull).map(Component::sku).filter(Objects::nonNull).toList() : List.of();
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
