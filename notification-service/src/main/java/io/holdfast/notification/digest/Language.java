package io.holdfast.notification.digest;

import io.holdfast.notification.digest.DigestView.Count;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a language writes numbers and days. */
record Language(Locale locale) {

    /** English for what is not spoken here. */
    static Language of(Locale wish) {
        return new Language(Locale.FRENCH.getLanguage().equals(wish.getLanguage()) ? Locale.FRENCH : Locale.ENGLISH);
    }

    private boolean isFrench() {
        return locale.equals(Locale.FRENCH);
    }

    Count count(long number) {
        // French says "0 unité" and "1 unité", English "0 units" and "1 unit".
        boolean one = isFrench() ? Math.abs(number) < 2 : Math.abs(number) == 1;
        return new Count(number(number), one);
    }

    String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** A day, with its year only where that is not the reader's. */
    String day(LocalDate date, LocalDate today) {
        return date.getYear() == today.getYear() ? dayAndMonth(date) : dayAndMonth(date) + year(date);
    }

    private String dayAndMonth(LocalDate date) {
        return date.format(DateTimeFormatter.ofPattern("d MMMM", locale)).replaceFirst("^1 ", first());
    }

    String dayAndYear(LocalDate date) {
        return date.format(DateTimeFormatter.ofPattern("EEEE ", locale))
                + dayAndMonth(date) + year(date);
    }

    private String year(LocalDate date) {
        return date.format(DateTimeFormatter.ofPattern(" uuuu", locale));
    }

    private String first() {
        return isFrench() ? "1er " : "1 ";
    }
}
