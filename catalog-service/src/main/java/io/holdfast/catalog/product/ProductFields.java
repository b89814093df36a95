package io.holdfast.catalog.product;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem.Errors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a PATCH of a product edits. Setting {@code archived} back to false undoes a DELETE. */
@Schema(name = "ProductChange")
record ProductFields(String name, boolean archived) {

    void check() {
        new Errors().check(name != null && holds(name, Limits.NAME_CODE_POINTS), "/name", rule(Limits.NAME_CODE_POINTS))
                .throwIfAny();
    }
}
