package io.holdfast.messaging;

import io.holdfast.service.Limits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies of many events, which are much alike, made a tenth as long: a broker writes every byte several times. */
final class Compression {

    /** As the message's content encoding. */
    static final String GZIP = "gzip";

    private static final int BUFFER = 8 * 1024;

    private Compression() {}

    static byte[] compressed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (OutputStream gzip = new Fast(bytes)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing can go wrong in memory", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException for what is not compressed, or longer than any message may be */
    static byte[] expanded(byte[] body) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body), BUFFER)) {
            byte[] expanded = gzip.readNBytes(Limits.EXPANDED_MESSAGE_BYTES + 1);
            if (expanded.length > Limits.EXPANDED_MESSAGE_BYTES) {
                throw new IOException("The message is longer than " + Limits.EXPANDED_MESSAGE_BYTES + " bytes");
            }
            return expanded;
        }
    }

    private static final class Fast extends GZIPOutputStream {
        Fast(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
