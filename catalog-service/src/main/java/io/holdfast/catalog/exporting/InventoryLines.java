package io.holdfast.catalog.exporting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.holdfast.catalog.csv.Column;
import io.holdfast.catalog.csv.FormulaCells;
import io.holdfast.catalog.product.LowStock;
import io.holdfast.catalog.product.Variant;
import io.holdfast.catalog.product.VariantFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Variants as lines of CSV: one for each location that has a level of it, else one. */
final class InventoryLines {

    private static final ObjectWriter CSV = CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build()
            .writerFor(String[][].class).with(CsvSchema.emptySchema().withLineSeparator("\r\n").withNullValue(""));

    private InventoryLines() {}

    static String header() {
        return write(List.<String[]>of(Column.titles().toArray(String[]::new)));
    }

    /** @param onHand units by SKU and location */
    static String of(List<Variant> variants, Map<String, Map<String, Long>> onHand) {
        List<String[]> lines = new ArrayList<>();
        for (Variant variant : variants) {
            boolean counted = variant.fields().counted() && !variant.fields().bundled();
            Map<String, Long> levels = counted ? onHand.getOrDefault(variant.sku(), Map.of()) : Map.of();
            levels.forEach((location, units) -> lines.add(cells(variant, location, units)));
            if (levels.isEmpty()) {
                lines.add(cells(variant, null, null));
            }
        }
        return write(lines);
    }

    /** In the order of {@link Column}. */
    private static String[] cells(Variant variant, String location, Long units) {
        VariantFields fields = variant.fields();
        LowStock low = fields.lowStock();
        return new String[] {
            FormulaCells.safe(fields.sku()),
            FormulaCells.safe(variant.called()),
            fields.tracking(),
            fields.status(),
            low == null ? null : Objects.toString(low.threshold(), null),
            low == null ? null : low.notifies().toString(),
            FormulaCells.safe(fields.barcode()),
            fields.unitCost() == null ? null : fields.unitCost().toPlainString(),
            FormulaCells.safe(location),
            Objects.toString(units, null)};
    }

    private static String write(List<String[]> lines) {
        try {
            return CSV.writeValueAsString(lines.toArray(String[][]::new));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Lines of text can't be written as CSV", e);
        }
    }
}
