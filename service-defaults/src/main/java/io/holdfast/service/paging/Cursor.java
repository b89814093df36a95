package io.holdfast.service.paging;

import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;

/** The place in a list after which a page begins: the last key seen, opaque to the caller. */
public final class Cursor {

    private Cursor() {}

    static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /** The key, or null for the first page; 422 for what is no cursor. */
    public static String decode(String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
    }

    /**
     * The same, for keys that are no text.
     *
     * @param reader fails with an {@link IllegalArgumentException} on what is no key
     */
    public static <T> T decode(String cursor, Function<String, T> reader) {
        String key = decode(cursor);
        try {
            return key == null ? null : reader.apply(key);
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
    }

    private static Problem notOurs() {
        return Problem.invalid("?cursor", "must be a nextCursor that was given with a page");
    }

    /** The page size asked for, the default for null; 422 outside of the limits. */
    public static int limit(Integer limit) {
        if (limit == null) {
            return Limits.DEFAULT_PAGE;
        }
        if (limit < 1 || limit > Limits.LONGEST_PAGE) {
            throw Problem.invalid("?limit", "must be 1 to " + Limits.LONGEST_PAGE);
        }
        return limit;
    }
}
