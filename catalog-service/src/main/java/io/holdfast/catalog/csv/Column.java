package io.holdfast.catalog.csv;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The columns of an inventory file, in the order in which they are exported. */
public enum Column {
    SKU("sku"), NAME("name"), TRACKING("tracking"), STATUS("status"), THRESHOLD("threshold"), NOTIFY("notify"), BARCODE("barcode"),
    UNIT_COST("unitCost"), LOCATION("location"), COUNT("count");

    private final String title;

    Column(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }

    public static List<String> titles() {
        return Arrays.stream(values()).map(Column::title).toList();
    }

    /** Without regard to case and to spaces around it, which spreadsheets make their own of. */
    static Optional<Column> of(String heading) {
        return Arrays.stream(values()).filter(column -> column.title.equalsIgnoreCase(heading.strip())).findFirst();
    }
}
