package io.holdfast.service.validation;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;

/** The check behind {@link Text}. */
public final class PrintableText implements ConstraintValidator<Text, String> {

    private int max;

    @Override
    public void initialize(Text constraint) {
        max = constraint.max();
    }

    @Override
    public boolean isValid(String value, ConstraintValidatorContext context) {
        return value == null || holds(value, max);
    }

    /** Whether a text is 1 to {@code max} printable code points: slashes, quotes and emoji are, controls and lone surrogates are not. */
    public static boolean holds(String text, int max) {
        return !text.isEmpty() && text.codePointCount(0, text.length()) <= max
                && text.codePoints().noneMatch(PrintableText::isUnprintable);
    }

    /** What would be right, for checks in code. */
    public static String rule(int max) {
        return "must be 1 to " + max + " printable characters";
    }

    private static boolean isUnprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR;
    }
}
