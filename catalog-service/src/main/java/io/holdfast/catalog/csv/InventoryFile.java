package io.holdfast.catalog.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.holdfast.service.Limits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An inventory file, read line by line, a line at a time in memory: UTF-8 with or without a byte order mark, columns divided by
 * {@code ,} or {@code ;}, the first line naming them.
 */
public final class InventoryFile implements AutoCloseable {

    private static final int LOOK_AHEAD = 8 * 1024;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final CsvFactory CSV = CsvFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(Limits.CELL_CHARACTERS).build()).build();

    private final CsvParser parser;
    private final char divider;
    private final Header header;
    /** Where the last line that could be read begins. */
    private long number;

    private InventoryFile(CsvParser parser, char divider) throws IOException {
        this.parser = parser;
        this.divider = divider;
        Line first = read(Column.values().length);
        if (first == null) {
            throw new UnreadableFile(1, "The file is empty; its first line names the columns: " + String.join(", ", Column.titles()));
        }
        this.header = Header.of(first);
    }

    /** @throws UnreadableFile where its first line is no header */
    public static InventoryFile open(InputStream bytes) throws IOException {
        BufferedReader text = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT)), LOOK_AHEAD);
        try {
            text.mark(1);
            if (text.read() != BYTE_ORDER_MARK) {
                text.reset();
            }
            char divider = divider(text);
            CsvParser parser = CSV.createParser(text);
            parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(divider));
            return new InventoryFile(parser, divider);
        } catch (CharacterCodingException e) {
            throw new UnreadableFile(1, "The file is not UTF-8");
        }
    }

    /** Whichever stands in the first line more often, outside of quotes. */
    private static char divider(BufferedReader text) throws IOException {
        text.mark(LOOK_AHEAD);
        boolean quoted = false;
        int commas = 0;
        int semicolons = 0;
        for (int i = 0; i < LOOK_AHEAD - 1; i++) {
            int c = text.read();
            if (c < 0 || !quoted && (c == '\n' || c == '\r') && commas + semicolons > 0) {
                break;
            }
            quoted ^= c == '"';
            commas += !quoted && c == ',' ? 1 : 0;
            semicolons += !quoted && c == ';' ? 1 : 0;
        }
        text.reset();
        return semicolons > commas ? ';' : ',';
    }

    public Header header() {
        return header;
    }

    /** Whether a comma in a number can only be its decimal sign. */
    public boolean hasDecimalCommas() {
        return divider == ';';
    }

    /** The next line with anything on it, or null at the end. */
    public Line next() throws IOException {
        return read(header.columns());
    }

    private Line read(int columns) throws IOException {
        Line line;
        do {
            line = record(columns);
        } while (line != null && line.isBlank());
        return line;
    }

    private Line record(int columns) throws IOException {
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                return null;
            }
            List<String> cells = new ArrayList<>(columns);
            int found = 0;
            for (token = parser.nextToken(); token != null && token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (found == 0) {
                    // Where the first cell begins; the record itself is located where the one before it ended.
                    number = parser.currentTokenLocation().getLineNr();
                }
                // Beyond one too many they are only counted.
                if (found++ <= columns) {
                    cells.add(parser.getText());
                }
            }
            return new Line(number, cells, found);
        } catch (CharacterCodingException e) {
            throw new UnreadableFile(number + 1, "The file is not UTF-8 from about this line on");
        } catch (JsonProcessingException e) {
            throw new UnreadableFile(number + 1, "Not readable as CSV: a cell is longer than "
                    + Limits.CELL_CHARACTERS + " characters, or a quote is not closed, not doubled, or followed by something else than a divider");
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
