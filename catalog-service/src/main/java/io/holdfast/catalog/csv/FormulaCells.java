package io.holdfast.catalog.csv;

import java.util.regex.Pattern;

/**
 * Text that a spreadsheet would run as a formula is written behind an apostrophe, and read without it. Text that begins with
 * apostrophes before such a character gets one more, so that what is written is always read back exactly.
 */
public final class FormulaCells {

    private static final Pattern TO_BE_KEPT_SAFE = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final Pattern KEPT_SAFE = Pattern.compile("'+[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private FormulaCells() {}

    public static String safe(String text) {
        return text != null && TO_BE_KEPT_SAFE.matcher(text).matches() ? "'" + text : text;
    }

    public static String plain(String cell) {
        return KEPT_SAFE.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
