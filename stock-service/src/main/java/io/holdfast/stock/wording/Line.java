package io.holdfast.stock.wording;

import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import io.holdfast.service.validation.Text;
import io.holdfast.stock.ledger.Wanted;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** Units of a SKU, as integrators send them. */
public record Line(@NotNull(message = Line.REQUIRED) @Text(max = Limits.SKU_CODE_POINTS) String sku,
        @NotNull(message = Line.REQUIRED) @Min(value = 1, message = Line.QUANTITY) @Max(value = Limits.ORDER_QUANTITY, message = Line.QUANTITY)
        Long quantity) {

    public static final String REQUIRED = "is required";
    public static final String LINES = "must have 1 to {max} lines";
    public static final String QUANTITY = "must be 1 to 1000000";

    /** In the ledger's words; null stays null. */
    public static List<Wanted> wanted(List<Line> lines) {
        return lines == null ? null : lines.stream().map(l -> new Wanted(l.sku(), l.quantity())).toList();
    }

    /** The limit of a line holds for the sum of the lines of one SKU, too. */
    public static void checkSums(List<Wanted> addedUp) {
        for (Wanted line : addedUp) {
            if (line.quantity() > Limits.ORDER_QUANTITY) {
                throw Problem.invalid("/lines", "add up to more than " + Limits.ORDER_QUANTITY + " units of \"" + line.sku() + "\"");
            }
        }
    }
}
