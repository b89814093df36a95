package io.holdfast.catalog.csv;

import java.io.IOException;

/** A file that can't be read as inventory, from one line on; nothing of it is applied. */
public final class UnreadableFile extends IOException {

    private final long line;

    UnreadableFile(long line, String detail) {
        super(detail);
        this.line = line;
    }

    public long line() {
        return line;
    }
}
