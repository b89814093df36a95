package io.holdfast.service.secrecy;

import io.holdfast.service.database.PoolTimerNoise;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;

/**
 * Every line of the log passes here, the platform's own too: it names the whole address of a request that failed. What is noise
 * is left out, what opens something is taken out.
 */
@LoggingFilter(name = "readable-lines")
public final class ReadableLines implements Filter {

    private final Filter noise = new PoolTimerNoise();

    @Override
    public boolean isLoggable(LogRecord line) {
        if (!noise.isLoggable(line)) {
            return false;
        }
        if (line instanceof ExtLogRecord whole && whole.getFormattedMessage() != null) {
            takeOut(whole);
        }
        return true;
    }

    private static void takeOut(ExtLogRecord line) {
        String said = line.getFormattedMessage();
        String readable = Redacted.text(said);
        if (!readable.equals(said)) {
            line.setMessage(readable, FormatStyle.NO_FORMAT);
        }
        line.setThrown(Redacted.failure(line.getThrown()));
    }
}
