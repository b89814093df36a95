package io.holdfast.service.identity;

import io.holdfast.service.problem.Problem;

/** The header {@code Authorization: Bearer <credential>}. */
public final class Bearer {

    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    /** What stands behind {@code Bearer}, or a 401 problem. */
    public static String credential(String header) {
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Problem.unauthorized("Send the header \"Authorization: Bearer <key>\".");
        }
        return header.substring(SCHEME.length()).strip();
    }
}
