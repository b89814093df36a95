package io.holdfast.catalog.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaCellsTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+33", "-5", "@x", "\tx", "\rx", "'=1", "''=1", "'@", "=", "'-\n=x"})
    void whatASpreadsheetWouldRunIsWrittenAsTextAndReadBackExactly(String text) {
        String cell = FormulaCells.safe(text);
        assertEquals('\'', cell.charAt(0));
        assertNotEquals(text, cell);
        assertEquals(text, FormulaCells.plain(cell));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tea", "a=b", "'tea", "'", "''", " =1", "été", "5-3", "🍵"})
    void allOtherTextStaysAsItIs(String text) {
        assertEquals(text, FormulaCells.safe(text));
        assertEquals(text, FormulaCells.plain(text));
    }
}
