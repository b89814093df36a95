package io.holdfast.catalog.csv;

import java.util.List;

/**
 * One line of a file.
 *
 * @param number of the line in the file where it begins, from 1
 * @param found cells in it; beyond one more than there are columns, they are not kept
 */
public record Line(long number, List<String> cells, int found) {

    boolean isBlank() {
        return cells.stream().allMatch(String::isEmpty);
    }
}
