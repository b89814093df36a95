package io.holdfast.stock.counting;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.holdfast.service.problem.Problem;
import io.holdfast.stock.ledger.AdjustStock;
import io.holdfast.stock.ledger.Outcome;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of each line of an adjustment or a snapshot, in their order. */
public record AdjustmentResults(List<Result> results) {

    /** One line; {@code problem} where it was refused. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "AdjustmentResult")
    public record Result(String sku, String location, int status, Long onHand, Map<String, Object> problem) {}

    static AdjustmentResults of(Outcome.Adjusted adjusted) {
        List<Result> results = adjusted.results().stream().map(AdjustmentResults::result).toList();
        if (!adjusted.stored()) {
            throw new Problem(422, "not-atomic", "Nothing was stored", "Some lines were refused, and the request was atomic.")
                    .with("results", results);
        }
        return new AdjustmentResults(results);
    }

    private static Result result(AdjustStock.Result line) {
        Problem problem = problem(line);
        return new Result(line.sku(), line.location(), problem == null ? 200 : problem.status(), line.onHand(),
                problem == null ? null : problem.document());
    }

    private static Problem problem(AdjustStock.Result line) {
        return switch (line.status()) {
            case DONE -> null;
            case UNKNOWN_SKU -> new Problem(422, "unknown-sku", "No such SKU", "There is no variant with the SKU \"" + line.sku() + "\".");
            case UNKNOWN_LOCATION -> new Problem(422, "unknown-location", "No such location", "There is no location \"" + line.location() + "\".");
            case NOT_COUNTED -> new Problem(422, "not-counted", "Not counted", "\"" + line.sku() + "\" is tracked by status.");
            case BUNDLE -> new Problem(422, "not-counted", "Not counted", "\"" + line.sku() + "\" is a bundle; its components have stock.");
            case STALE_COUNT -> Problem.conflict("stale-count", "Stock has moved", "On hand is " + line.onHand() + ", not what was expected.");
        };
    }
}
