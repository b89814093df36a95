package io.holdfast.gateway.door;

import io.holdfast.service.identity.Caller.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One line of the {@link AccessTable}.
 *
 * @param path with parameters in braces, as in the API's document
 * @param roles whose keys may call it; empty: no key is needed
 * @param lasting whether an answer may go on for days
 */
public record Operation(String method, String path, Target target, Set<Role> roles, boolean lasting) {

    /** Who answers: this service, or one behind it. */
    public enum Target {
        GATEWAY, CATALOG, STOCK, ALLOCATION, NOTIFICATION;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String ANYONE = "anyone";
    private static final String LASTING = "lasting";
    private static final int FIRST_ROLE = 3;

    static Operation parse(String line) {
        List<String> words = List.of(line.strip().split(" +"));
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String word : words.subList(FIRST_ROLE, words.size())) {
            if (!word.equals(ANYONE) && !word.equals(LASTING)) {
                roles.add(Role.valueOf(word.toUpperCase(Locale.ROOT)));
            }
        }
        if (roles.isEmpty() != words.contains(ANYONE)) {
            throw new IllegalStateException("Nobody, or anyone beside others, may call: " + line);
        }
        return new Operation(words.get(0), words.get(1), Target.valueOf(words.get(2).toUpperCase(Locale.ROOT)), Set.copyOf(roles),
                words.contains(LASTING));
    }

    boolean isOpen() {
        return roles.isEmpty();
    }
}
