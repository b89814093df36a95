package io.holdfast.catalog.product;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem.Errors;
import java.util.List;

/** The body of {@code POST /v1/products}. */
record NewProduct(String name, List<VariantFields> variants) {

    /** Everything wrong with it at once; the SKUs' being free is for the database to say. */
    void check() {
        Errors errors = new Errors()
                .check(name != null && holds(name, Limits.NAME_CODE_POINTS), "/name", rule(Limits.NAME_CODE_POINTS))
                .check(variants != null && !variants.isEmpty() && variants.size() <= Limits.VARIANTS_PER_PRODUCT, "/variants",
                        "must be 1 to " + Limits.VARIANTS_PER_PRODUCT + " variants");
        errors.throwIfAny();
        for (int i = 0; i < variants.size(); i++) {
            String pointer = "/variants/" + i;
            if (variants.get(i) == null) {
                errors.check(false, pointer, "must be a variant");
            } else {
                variants.get(i).check(pointer, errors);
            }
        }
        errors.throwIfAny();
    }

    NewProduct complete() {
        return new NewProduct(name, variants.stream().map(VariantFields::complete).toList());
    }
}
