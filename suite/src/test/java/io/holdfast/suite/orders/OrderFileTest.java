package io.holdfast.suite.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.holdfast.suite.UserError;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderFileTest {

    private static final String HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    @Test
    void linesOfOneSkuAreAddedUpAndInvoicesKeepTheFilesOrder() {
        OrderBook book = read(HEADER
                + "2,11111,TEA,3,2011-11-01 08:16:00,1.0,17.0,UK\n"
                + "1,22222,CUP,1,2011-11-01 08:17:00,1.0,,UK\n"
                + "2,11111,TEA,4,2011-11-01 08:16:00,1.0,17.0,UK\n");
        assertEquals(List.of("2", "1"), book.invoices().stream().map(Invoice::number).toList());
        assertEquals(Map.of("11111", 7L), book.invoices().get(0).units());
        assertEquals("17", book.invoices().get(0).customer());
        assertEquals(3, book.rows());
    }

    @Test
    void columnsAreFoundByTheirNamesAndFieldsMayBeQuoted() {
        OrderBook book = read("\uFEFFCountry,CustomerID,UnitPrice,InvoiceDate,Quantity,Description,StockCode,InvoiceNo\n"
                + "UK,17,1.0,now,\"3\",\"TEA, \"\"GREEN\"\"\nIN TWO LINES\",11111,5\n");
        assertEquals(Map.of("11111", 3L), book.invoices().get(0).units());
        assertEquals("TEA, \"GREEN\" IN TWO LINES", book.names().get("11111"));
    }

    @Test
    void skusAreComparedExactly() {
        OrderBook book = read(HEADER + row("1", "85123A", 1) + row("1", "85123a", 2));
        assertEquals(Map.of("85123A", 1L, "85123a", 2L), book.invoices().get(0).units());
    }

    @Test
    void aGiftIsASaleToo() {
        OrderBook book = read(HEADER + "1,11111,TEA,3,2011-11-01 08:16:00,0.0,,UK\n");
        assertEquals(3, book.invoices().get(0).totalUnits());
    }

    @Test
    void bytesThatAreNoUtf8HarmNoRow() {
        byte[] bytes = (HEADER + row("1", "11111", 3)).replace("THING", "TH?NG").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '?' ? (byte) 0xA3 : bytes[i];
        }
        assertEquals(1, OrderFile.read(new ByteArrayInputStream(bytes), "test").invoices().size());
    }

    @Test
    void aZippedFileIsReadAsItIs() throws IOException {
        byte[] zipped = zipped(HEADER + row("1", "11111", 3));
        assertEquals(1, OrderFile.read(new ByteArrayInputStream(zipped), "test").rows());
    }

    @Test
    void aZippedFileThatIsCutOffIsRefused() throws IOException {
        byte[] zipped = zipped(HEADER + row("1", "11111", 3).repeat(5_000));
        UserError error = assertThrows(UserError.class,
                () -> OrderFile.read(new ByteArrayInputStream(Arrays.copyOf(zipped, zipped.length / 2)), "orders.csv.gz"));
        assertTrue(error.getMessage().contains("Unexpected end of ZLIB"), error.getMessage());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
            "POST, 1, POSTAGE", "M, 1, MANUAL", "BANK CHARGES, 1, FEE", "gift_0001_20, 1, NO_ARTICLE", "11111, 0, WRITE_OFF",
            "11111, -4, WRITE_OFF"})
    void rowsThatAreNoSaleAreCountedByReason(String sku, int quantity, NoSale reason) {
        OrderBook book = read(HEADER + row("1", sku, quantity));
        assertEquals(Map.of(reason, 1), book.noSale());
        assertTrue(book.invoices().get(0).units().isEmpty());
    }

    @Test
    void aCancellationTakesBackPositiveUnits() {
        OrderBook book = read(HEADER + row("C1", "11111", -4) + row("C1", "22222", 1));
        assertEquals(Map.of("11111", 4L), book.invoices().get(0).units());
        assertEquals(Map.of(NoSale.POSITIVE_CANCELLATION, 1), book.noSale());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "1,11111,THING,three,x,1.0,,UK|line 4: Quantity is 'three'",
            "1,11111,THING,3|line 4: 4 fields where the header names 8",
            ",11111,THING,3,x,1.0,,UK|line 4: InvoiceNo is empty",
            "1,11111,\"THING,3,x,1.0,,UK|line 4"})
    void whatCanNotBeUnderstoodIsRefusedWithItsLine(String line, String message) {
        UserError error = assertThrows(UserError.class, () -> read(HEADER + row("1", "11111", 1) + "\n" + line + "\n"));
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }

    @Test
    void aMissingColumnIsNamed() {
        UserError error = assertThrows(UserError.class, () -> read("InvoiceNo,Quantity\n1,2\n"));
        assertTrue(error.getMessage().contains("there is no column StockCode, Description"), error.getMessage());
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThrows(UserError.class, () -> read(""));
        assertThrows(UserError.class, () -> read(HEADER));
    }

    private static String row(String invoice, String sku, int quantity) {
        return invoice + "," + sku + ",THING," + quantity + ",2011-11-01 08:16:00,1.0,17.0,UK\n";
    }

    private static OrderBook read(String csv) {
        return OrderFile.read(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), "test");
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
