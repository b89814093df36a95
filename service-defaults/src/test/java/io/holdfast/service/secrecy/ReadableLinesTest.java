package io.holdfast.service.secrecy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;

class ReadableLinesTest {

    private final ReadableLines filter = new ReadableLines();

    /** As the platform says it of a request whose failure nobody handled. */
    @Test
    void the_address_of_a_failed_request_is_logged_without_its_secret() {
        ExtLogRecord line = new ExtLogRecord(Level.ERROR, "HTTP Request to %s failed, error id: %s", FormatStyle.PRINTF, "io.quarkus");
        line.setParameters(new Object[] {"/v1/mail/bWU.c2ln/unsubscribe", "77"});
        line.setThrown(new IllegalStateException(new IOException("POST /v1/mail/bWU.c2ln/unsubscribe was cut")));
        String printed = printed(line);
        assertTrue(printed.startsWith("HTTP Request to /v1/mail/…/unsubscribe failed, error id: 77"), printed);
        assertTrue(printed.contains("java.io.IOException: POST /v1/mail/…/unsubscribe was cut"), printed);
        assertTrue(printed.contains("at io.holdfast.service.secrecy.ReadableLinesTest."), printed);
        assertFalse(printed.contains("c2ln"), printed);
    }

    @Test
    void a_line_without_secrets_is_printed_as_it_is() {
        ExtLogRecord line = new ExtLogRecord(Level.INFO, "%d%% of %s", FormatStyle.PRINTF, "io.holdfast");
        line.setParameters(new Object[] {5, "{0}"});
        assertEquals("5% of {0}", printed(line));
        assertTrue(filter.isLoggable(new ExtLogRecord(Level.INFO, null, "io.holdfast")));
    }

    private String printed(ExtLogRecord line) {
        assertTrue(filter.isLoggable(line));
        return new PatternFormatter("%s%e").format(line);
    }
}
