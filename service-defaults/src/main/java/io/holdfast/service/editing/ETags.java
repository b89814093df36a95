package io.holdfast.service.editing;

import io.holdfast.service.problem.Problem;
import java.util.Arrays;

/** Entity tags from versions. {@code If-Match} is optional; where it is sent, it must name the version in place. */
public final class ETags {

    private ETags() {}

    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** Throws 412 unless the header is absent, {@code *}, or names the version. */
    public static void require(String ifMatch, long version) {
        boolean holds = ifMatch == null || Arrays.stream(ifMatch.split(",")).map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.equals(of(version)));
        if (!holds) {
            throw new Problem(412, "precondition-failed", "Changed since it was read",
                    "If-Match is " + ifMatch + ", the current ETag is " + of(version) + ". Read it again and repeat the change.");
        }
    }
}
