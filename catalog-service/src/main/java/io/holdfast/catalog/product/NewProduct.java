package io.holdfast.catalog.product;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem.Errors;
import java.util.List;
import java.util.Set;

/** The body of {@code POST /v1/products}. */
record NewProduct(String name, List<VariantFields> variants) {

    /** Everything wrong with it at once; the SKUs' being free is for the database to say. */
    void check() {
        boolean listed = variants != null && !variants.isEmpty() && variants.size() <= Limits.VARIANTS_PER_PRODUCT;
        Errors errors = new Errors()
                .check(name != null && holds(name, Limits.NAME_CODE_POINTS), "/name", rule(Limits.NAME_CODE_POINTS))
                .check(listed, "/variants", "must be 1 to " + Limits.VARIANTS_PER_PRODUCT + " variants");
        for (int i = 0; listed && i < variants.size(); i++) {
            String pointer = "/variants/" + i;
            errors.check(variants.get(i) != null, pointer, "must be a variant");
            if (variants.get(i) != null) {
                variants.get(i).check(pointer, errors);
            }
        }
        errors.throwIfAny();
    }

    boolean namesLocations() {
        return variants.stream().anyMatch(v -> KnownLocations.isNeeded(VariantFields.blank(v.sku()), v));
    }

    void checkLocations(Set<String> known) {
        Errors errors = new Errors();
        for (int i = 0; i < variants.size(); i++) {
            KnownLocations.check(variants.get(i), known, "/variants/" + i, errors);
        }
        errors.throwIfAny();
    }

    /** @param book with the components that are not of this product */
    void checkBundles(VariantBook book) {
        variants.forEach(v -> book.add(name, v));
        Errors errors = new Errors();
        for (int i = 0; i < variants.size(); i++) {
            if (variants.get(i).bundled()) {
                book.checkBundle(variants.get(i), "/variants/" + i, errors);
            }
        }
        errors.throwIfAny();
    }

    NewProduct complete() {
        return new NewProduct(name, variants.stream().map(VariantFields::complete).toList());
    }
}
