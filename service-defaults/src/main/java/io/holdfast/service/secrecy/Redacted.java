package io.holdfast.service.secrecy;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Texts without the secrets that come along in addresses: keys that a caller put there, the signature in a mail's links, a
 * password before a host. They are known by their form, for any text may hold an address.
 */
public final class Redacted {

    private static final String MARK = "…";
    private static final String SLASH = "(?:/|%2F)+";

    /** Each with what stands before it and stays. */
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("(hf_live_)[\\w-]{5,}"),
            Pattern.compile("(whsec_)[\\w+/=-]+"),
            Pattern.compile("(?i)(v1" + SLASH + "mail" + SLASH + ")[^/\\s?#%\"']+"),
            Pattern.compile("(://)[^/\\s?#@\"']+(?=@)"));

    private Redacted() {}

    /** The text without secrets. */
    public static String text(String text) {
        String clean = text;
        for (Pattern secret : SECRETS) {
            clean = secret.matcher(clean).replaceAll("$1" + MARK);
        }
        return clean;
    }

    /** What was asked for without the values: callers of every kind put keys of every form there. */
    static String query(String query) {
        return Arrays.stream(query.split("&")).map(Redacted::withoutValue).collect(Collectors.joining("&"));
    }

    private static String withoutValue(String parameter) {
        int value = parameter.indexOf('=') + 1;
        return text(parameter.substring(0, value)) + MARK;
    }

    /** Path and query, after a host or not. */
    static String address(String address) {
        int query = address.indexOf('?') + 1;
        return query == 0 ? text(address) : text(address.substring(0, query)) + query(address.substring(query));
    }

    /** The failure itself, unless it or a cause of it tells a secret: then one that says the same without. */
    public static Throwable failure(Throwable failure) {
        for (Throwable told = failure; told != null; told = told.getCause()) {
            if (!text(told.toString()).equals(told.toString())) {
                return new RedactedFailure(failure);
            }
        }
        return failure;
    }
}
