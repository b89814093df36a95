package io.holdfast.catalog.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InventoryFileTest {

    @Test
    void columnsAreDividedByCommasOrSemicolonsWithOrWithoutAByteOrderMark() throws IOException {
        assertEquals(List.of("2 A Tea"), read("sku,name\nA,Tea\n"));
        assertEquals(List.of("2 A Tea"), read("\uFEFFsku;name\r\nA;Tea"));
        assertEquals(List.of("2 A Tea"), read("\uFEFF\"Name\",\" SKU \"\nTea,A"));
        assertEquals(List.of("2 A a,b", "3 B "), read("sku;name\nA;a,b\nB;"));
        assertEquals(List.of("2 A "), read("sku\nA"));
    }

    @Test
    void quotedCellsHoldQuotesDividersAndLineBreaksAndLinesKeepTheirNumbers() throws IOException {
        assertEquals(List.of("2 A say \"hi\", all", "3 B two\nlines", "5 C x", "8 D y"),
                read("sku,name\nA,\"say \"\"hi\"\", all\"\nB,\"two\nlines\"\nC,x\n\n,\nD,y\n\n"));
        assertEquals(List.of("2 A x", "4 B y"), read("sku,name\r\nA,x\r\n\r\nB,y\r\n"));
        assertEquals(List.of("2  A   x"), read("sku,name\n A , x"));
    }

    @Test
    void whatIsNoInventoryIsRefusedWithItsLine() {
        refused("", 1, "empty");
        refused("\n\n", 1, "empty");
        refused("name,threshold\nTea,5", 1, "\"sku\" is missing");
        refused("sku,colour,size\nA,red,5", 1, "Unknown columns: \"colour\", \"size\"");
        refused("sku,name,SKU\nA,x,B", 1, "twice");
        refused("sku,count\nA,5", 1, "needs the column \"location\"");
        refused("sku,name\nA,x\nB,\"never closed\n" + "C,y\n".repeat(10_000), 3, "quote");
        refused("sku,name\nA,x\nB,\"y\" z\n", 3, "quote");
        refused("sku,name\nA,x\nB," + "y".repeat(20_000) + "\n", 3, "longer than 10000");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        refused("sku,name\nA,été\n".getBytes(StandardCharsets.ISO_8859_1), 1, "UTF-8");
        refused("sku,name\nA,x\n".getBytes(StandardCharsets.UTF_16), 1, "UTF-8");
        refused(("sku,name\n" + "A,x\n".repeat(20_000) + "B,é\n").getBytes(Charset.forName("windows-1252")), 10_000, "UTF-8");
    }

    private static List<String> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> read(byte[] bytes) throws IOException {
        try (InventoryFile file = InventoryFile.open(new ByteArrayInputStream(bytes))) {
            List<String> lines = new ArrayList<>();
            for (Line line = file.next(); line != null; line = file.next()) {
                lines.add(line.number() + " " + file.header().text(line, Column.SKU) + " " + file.header().text(line, Column.NAME));
            }
            return lines;
        }
    }

    private static void refused(String text, long line, String why) {
        refused(text.getBytes(StandardCharsets.UTF_8), line, why);
    }

    private static void refused(byte[] bytes, long atLeast, String why) {
        UnreadableFile refusal = assertThrows(UnreadableFile.class, () -> read(bytes));
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
        assertTrue(refusal.line() >= atLeast, "line " + refusal.line());
    }
}
