package io.holdfast.notification.alert;

/**
 * The place of an alert among all of its kind; a cursor as text.
 *
 * @param location empty: over all locations
 */
record AlertPlace(String sku, String location) {

    static final AlertPlace BEFORE_ALL = new AlertPlace("", "");

    // Neither a SKU nor a code has a line break in it.
    private static final char BETWEEN = '\n';

    static AlertPlace of(AlertItem item) {
        return new AlertPlace(item.sku(), item.location() == null ? "" : item.location());
    }

    static AlertPlace read(String cursor) {
        int end = cursor.indexOf(BETWEEN);
        if (end < 0) {
            throw new IllegalArgumentException("no place: " + cursor);
        }
        return new AlertPlace(cursor.substring(0, end), cursor.substring(end + 1));
    }

    @Override
    public String toString() {
        return sku + BETWEEN + location;
    }
}
