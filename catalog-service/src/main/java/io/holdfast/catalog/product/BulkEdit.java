package io.holdfast.catalog.product;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.problem.Problem.Errors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code POST /v1/variants/bulk}: merge patches, each with the SKU that it is for. */
@Schema(name = "VariantChanges")
record BulkEdit(boolean atomic, List<ObjectNode> items) {

    private static final Set<String> MEMBERS = Set.of("atomic", "items");

    /** What became of an item; {@code problem} where it was refused. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "VariantResult")
    record Result(String sku, int status, Map<String, Object> problem) {}

    /** What became of all of them, in their order. */
    record Made(List<Result> results) {}

    /** Everything wrong with the form of it at once; what is wrong with one patch is that item's own outcome. */
    static BulkEdit of(ObjectNode body) {
        JsonNode atomic = body.path("atomic");
        JsonNode items = body.path("items");
        Errors errors = new Errors();
        Set<String> unknown = new HashSet<>();
        body.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(MEMBERS);
        unknown.stream().sorted().forEach(name -> errors.check(false, "/" + Problem.escaped(name), "is not a known member; known are atomic, items"));
        errors.check(atomic.isMissingNode() || atomic.isNull() || atomic.isBoolean(), "/atomic", "must be true or false")
                .check(items.isArray() && !items.isEmpty() && items.size() <= Limits.EDITS_PER_BULK, "/items", "must have 1 to " + Limits.EDITS_PER_BULK + " items");
        List<ObjectNode> patches = new ArrayList<>();
        if (items.isArray() && items.size() <= Limits.EDITS_PER_BULK) {
            for (int i = 0; i < items.size(); i++) {
                JsonNode sku = items.get(i).path("sku");
                errors.check(items.get(i).isObject(), "/items/" + i, "must be an object")
                        .check(!items.get(i).isObject() || sku.isTextual() && holds(sku.textValue(), Limits.SKU_CODE_POINTS),
                                "/items/" + i + "/sku", rule(Limits.SKU_CODE_POINTS));
            }
        }
        errors.throwIfAny();
        StreamSupport.stream(items.spliterator(), false).map(ObjectNode.class::cast).forEach(patches::add);
        return new BulkEdit(atomic.asBoolean(false), patches);
    }

    static List<Result> results(List<VariantEdits.Outcome> outcomes) {
        return outcomes.stream().map(outcome -> outcome.problem() == null ? new Result(outcome.sku(), 200, null)
                : new Result(outcome.sku(), outcome.problem().status(), outcome.problem().document())).toList();
    }
}
