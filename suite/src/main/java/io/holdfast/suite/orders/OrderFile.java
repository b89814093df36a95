package io.holdfast.suite.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.holdfast.suite.UserError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads a CSV or CSV.gz file of orders, columns found by their header; what can't be understood is refused with its line. */
public final class OrderFile {

    private static final CsvMapper CSV = CsvMapper.csvBuilder().enable(CsvParser.Feature.WRAP_AS_ARRAY).build();

    private OrderFile() {}

    public static OrderBook read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserError("There is no file " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new UserError(file + " can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * @param name how messages call the file
     * @throws UserError with the line that can't be understood
     */
    public static OrderBook read(InputStream content, String name) {
        try (Reader reader = new InputStreamReader(unzipped(content), StandardCharsets.UTF_8);
                MappingIterator<String[]> lines = CSV.readerFor(String[].class).readValues(reader)) {
            return OrderBook.of(rows(lines, name));
        } catch (IOException e) {
            throw new UserError(name + " is broken: " + e.getMessage(), e);
        }
    }

    /** Bytes that are no UTF-8 become a replacement character, as the reader does by itself: they stand in descriptions. */
    private static InputStream unzipped(InputStream content) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(content);
        buffered.mark(2);
        boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
        buffered.reset();
        return gzip ? new GZIPInputStream(buffered) : buffered;
    }

    private static List<OrderRow> rows(MappingIterator<String[]> lines, String name) {
        Lines iterator = new Lines(lines, name);
        if (!iterator.hasNext()) {
            throw new UserError(name + " is empty; its first line names the columns: " + String.join(",", Columns.NAMES));
        }
        Columns columns = Columns.of(iterator.next(), name);
        List<OrderRow> rows = new ArrayList<>();
        while (iterator.hasNext()) {
            String[] fields = iterator.next();
            if (fields.length > 1 || (fields.length == 1 && !fields[0].isBlank())) {
                rows.add(columns.row(fields, iterator.line(), name));
            }
        }
        if (rows.isEmpty()) {
            throw new UserError(name + " has a header and no rows");
        }
        return rows;
    }

    /** The file's lines with the number of the one read last; a broken one says where it is. */
    private static final class Lines implements Iterator<String[]> {

        private final MappingIterator<String[]> lines;
        private final String name;
        private long line;
        // A quoted field may hold line ends, and the parser's own position is a buffer ahead or behind.
        private long next = 1;

        Lines(MappingIterator<String[]> lines, String name) {
            this.lines = lines;
            this.name = name;
        }

        long line() {
            return line;
        }

        @Override
        public boolean hasNext() {
            try {
                return lines.hasNextValue();
            } catch (IOException e) {
                throw broken(e);
            }
        }

        @Override
        public String[] next() {
            line = next;
            try {
                String[] fields = lines.nextValue();
                next += 1 + Arrays.stream(fields).mapToLong(field -> field.chars().filter(c -> c == '\n').count()).sum();
                return fields;
            } catch (RuntimeJsonMappingException e) {
                throw new UserError(name + ", line " + line + ": " + e.getMessage(), e);
            } catch (IOException e) {
                throw broken(e);
            }
        }

        private UserError broken(IOException e) {
            String reason = e instanceof JsonProcessingException parsing ? parsing.getOriginalMessage() : e.getMessage();
            return new UserError(name + ", line " + next + ": " + reason, e);
        }
    }
}
