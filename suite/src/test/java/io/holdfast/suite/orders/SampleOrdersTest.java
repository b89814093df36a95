package io.holdfast.suite.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SampleOrdersTest {

    @Test
    void theBundledSampleIsWhatItsGeneratorMakes() throws IOException {
        String wish = System.getProperty("sample.write");
        if (wish != null) {
            Files.writeString(Path.of(wish), SampleOrders.csv());
        }
        try (InputStream bundled = OrderFile.class.getResourceAsStream("sample-orders.csv")) {
            assertEquals(SampleOrders.csv(), new String(bundled.readAllBytes(), StandardCharsets.UTF_8),
                    "make it again with -Dsample.write=src/main/resources/io/holdfast/suite/orders/sample-orders.csv");
        }
    }

    @Test
    void theSampleHasSomethingOfEverything() throws IOException {
        try (InputStream bundled = OrderFile.class.getResourceAsStream("sample-orders.csv")) {
            OrderBook book = OrderFile.read(bundled, "sample");
            assertEquals(300, book.invoices().size());
            assertTrue(book.invoices().stream().anyMatch(Invoice::takesBack));
            assertTrue(book.noSale().keySet().containsAll(java.util.List.of(NoSale.POSTAGE, NoSale.MANUAL, NoSale.WRITE_OFF)));
            assertTrue(book.names().keySet().containsAll(java.util.List.of("31000A", "31000a")));
        }
    }
}
