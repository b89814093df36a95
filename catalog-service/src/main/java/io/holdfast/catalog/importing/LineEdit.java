package io.holdfast.catalog.importing;

import static io.holdfast.service.validation.PrintableText.holds;
import static io.holdfast.service.validation.PrintableText.rule;

import io.holdfast.catalog.csv.Column;
import io.holdfast.catalog.csv.Header;
import io.holdfast.catalog.csv.Line;
import io.holdfast.catalog.product.LowStock;
import io.holdfast.catalog.product.VariantBook;
import io.holdfast.catalog.product.VariantFields;
import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

/**
 * One line, applied to a book: whole or not at all. A column that is absent leaves what is there. An empty cell takes a
 * threshold, a barcode or a cost away; an empty name, tracking or status leaves it, for a variant always has one.
 */
final class LineEdit {

    private final Header header;
    private final Line line;
    private final boolean decimalCommas;
    private final Problem.Errors errors = new Problem.Errors();

    LineEdit(Header header, Line line, boolean decimalCommas) {
        this.header = header;
        this.line = line;
        this.decimalCommas = decimalCommas;
    }

    /** Why the line is refused, or null; the book is edited only in that case. */
    String applyTo(VariantBook book, CountsOfChunk counts) {
        if (!header.fits(line)) {
            return header.wrongFit(line);
        }
        String sku = header.text(line, Column.SKU);
        if (!holds(sku, Limits.SKU_CODE_POINTS)) {
            return "sku " + rule(Limits.SKU_CODE_POINTS);
        }
        if (book.stored(sku) != null && book.stored(sku).archived()) {
            return "sku is archived; bring its product back before it is edited";
        }
        VariantFields before = book.fields(sku);
        String name = name(book, sku, before == null);
        VariantFields after = fields(before == null ? VariantFields.blank(sku).complete() : before);
        after.check("", errors);
        CountsOfChunk.Entry count = errors.isEmpty() ? count(after, counts) : null;
        if (errors.isEmpty()) {
            if (before == null) {
                book.add(name, after.complete());
            } else {
                book.edit(after.complete(), "", errors);
                book.call(sku, name);
            }
            counts.note(count);
        }
        return errors.isEmpty() ? null : String.join("; ", errors.all().stream().map(LineEdit::sentence).toList());
    }

    private static String sentence(Problem.Error error) {
        return error.pointer().substring(error.pointer().lastIndexOf('/') + 1) + " " + error.detail();
    }

    private String name(VariantBook book, String sku, boolean isNew) {
        String cell = header.text(line, Column.NAME);
        String present = isNew ? sku : book.called(sku);
        String name = cell.isEmpty() ? present : cell;
        errors.check(name.equals(present) || holds(name, Limits.NAME_CODE_POINTS), "/name", rule(Limits.NAME_CODE_POINTS));
        return name;
    }

    private VariantFields fields(VariantFields before) {
        String tracking = choice(Column.TRACKING, before.tracking());
        String status = VariantFields.STATUS.equals(tracking) ? choice(Column.STATUS, before.status()) : choice(Column.STATUS, null);
        String barcode = header.has(Column.BARCODE) ? emptyAsNull(header.text(line, Column.BARCODE)) : before.barcode();
        BigDecimal unitCost = header.has(Column.UNIT_COST) ? cost(cell(Column.UNIT_COST)) : before.unitCost();
        return new VariantFields(before.sku(), before.name(), barcode, tracking, status, unitCost, lowStock(before.lowStock()),
                before.bundle(), before.par());
    }

    private String choice(Column column, String before) {
        String cell = cell(column);
        return cell.isEmpty() ? before : cell.toUpperCase(Locale.ROOT);
    }

    private LowStock lowStock(LowStock before) {
        Long threshold = before == null ? null : before.threshold();
        Map<String, Long> perLocation = before == null ? null : before.perLocation();
        Map<String, Boolean> notifyPerLocation = before == null ? null : before.notifyPerLocation();
        if (header.has(Column.THRESHOLD)) {
            threshold = cell(Column.THRESHOLD).isEmpty() ? null : whole(Column.THRESHOLD);
        }
        String cell = cell(Column.NOTIFY).toLowerCase(Locale.ROOT);
        errors.check(cell.isEmpty() || cell.equals("true") || cell.equals("false"), "/notify", "must be true or false");
        boolean notifies = cell.isEmpty() ? before == null || before.notifies() : cell.equals("true");
        if (threshold == null && perLocation == null) {
            errors.check(!cell.equals("false"), "/notify", "needs a threshold");
            return null;
        }
        return new LowStock(threshold, notifies, perLocation, notifyPerLocation);
    }

    private CountsOfChunk.Entry count(VariantFields after, CountsOfChunk counts) {
        String cell = cell(Column.COUNT);
        if (cell.isEmpty()) {
            return null;
        }
        String location = header.text(line, Column.LOCATION);
        Long units = whole(Column.COUNT);
        errors.check(!location.isEmpty(), "/location", "is needed where there is a count")
                .check(after.counted(), "/count", "must be empty: the variant is tracked by status")
                .check(!after.bundled(), "/count", "must be empty: a bundle has no stock of its own")
                .check(location.isEmpty() || counts.knows(location), "/location", "must be a location: there is no \"" + location + "\"");
        if (units == null || !errors.isEmpty()) {
            return null;
        }
        CountsOfChunk.Entry entry = new CountsOfChunk.Entry(line.number(), after.sku(), location, units);
        // A level that is below zero, after a sale over the counter, is exported as it is and may come back.
        errors.check(units >= 0 && units <= Limits.COUNT || counts.isAsItIs(entry), "/count", "must be a whole number, 0 to " + Limits.COUNT);
        return entry;
    }

    private Long whole(Column column) {
        try {
            return Long.valueOf(cell(column));
        } catch (NumberFormatException e) {
            errors.check(false, "/" + column.title(), "must be a whole number, 0 to " + Limits.COUNT);
            return null;
        }
    }

    private BigDecimal cost(String cell) {
        if (cell.isEmpty()) {
            return null;
        }
        try {
            return new BigDecimal(decimalCommas ? cell.replace(',', '.') : cell);
        } catch (NumberFormatException e) {
            errors.check(false, "/unitCost", "must be a number");
            return null;
        }
    }

    private String cell(Column column) {
        return header.cell(line, column).strip();
    }

    private static String emptyAsNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
