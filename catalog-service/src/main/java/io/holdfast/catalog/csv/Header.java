package io.holdfast.catalog.csv;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which column stands where in a file. */
public final class Header {

    private final Map<Column, Integer> places;
    private final int columns;

    private Header(Map<Column, Integer> places, int columns) {
        this.places = places;
        this.columns = columns;
    }

    static Header of(Line line) throws UnreadableFile {
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < line.cells().size(); i++) {
            String heading = line.cells().get(i);
            Optional<Column> column = Column.of(heading);
            if (column.isEmpty()) {
                unknown.add("\"" + heading + "\"");
            } else if (places.put(column.get(), i) != null) {
                throw new UnreadableFile(line.number(), "The column \"" + column.get().title() + "\" stands there twice");
            }
        }
        if (!unknown.isEmpty()) {
            throw new UnreadableFile(line.number(), "Unknown columns: " + String.join(", ", unknown) + "; known are " + String.join(", ", Column.titles()));
        }
        if (!places.containsKey(Column.SKU)) {
            throw new UnreadableFile(line.number(), "The column \"sku\" is missing: it says which variant a line is about");
        }
        if (places.containsKey(Column.COUNT) && !places.containsKey(Column.LOCATION)) {
            throw new UnreadableFile(line.number(), "The column \"count\" needs the column \"location\": a count is made at one");
        }
        return new Header(places, line.found());
    }

    int columns() {
        return columns;
    }

    public boolean has(Column column) {
        return places.containsKey(column);
    }

    public boolean fits(Line line) {
        return line.found() == columns;
    }

    public String wrongFit(Line line) {
        return "has " + line.found() + " cells, where the first line names " + columns + " columns";
    }

    /** The cell as it was written; empty where there is no such column. */
    public String cell(Line line, Column column) {
        Integer place = places.get(column);
        return place == null ? "" : line.cells().get(place);
    }

    /** The same as text that may have been kept from being run as a formula. */
    public String text(Line line, Column column) {
        return FormulaCells.plain(cell(line, column));
    }
}
