package io.holdfast.allocation.webhook;

import io.holdfast.service.Limits;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/**
 * A webhook's address, taken apart.
 *
 * @param host a name or an IP address without brackets
 * @param authority host and port as they were given, for the {@code Host} header
 * @param target path and query
 */
record Address(boolean encrypted, String host, int port, String authority, String target) {

    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int HIGHEST_PORT = 65_535;

    /** An address that can't be one of a webhook's; the message says what would be right. */
    static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message, null, false, false);
        }
    }

    /** @throws Refused for what no webhook can have */
    static Address of(String url) {
        if (url.length() > Limits.WEBHOOK_URL_CHARACTERS) {
            throw new Refused("must have up to " + Limits.WEBHOOK_URL_CHARACTERS + " characters");
        }
        URI uri = parse(url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase();
        require(SCHEMES.contains(scheme), "must begin with https:// or http://");
        require(uri.getRawUserInfo() == null, "must not carry a user or password");
        require(uri.getHost() != null && !uri.getHost().isEmpty(), "must name a host, in ASCII (internationalized names as xn--…)");
        require(uri.getRawFragment() == null, "must not carry a fragment (#…)");
        require(uri.getPort() != 0 && uri.getPort() <= HIGHEST_PORT, "must have a port from 1 to " + HIGHEST_PORT);
        boolean encrypted = scheme.equals("https");
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new Address(encrypted, withoutBrackets(uri.getHost()), uri.getPort() > 0 ? uri.getPort() : encrypted ? 443 : 80,
                uri.getPort() > 0 ? uri.getHost() + ":" + uri.getPort() : uri.getHost(),
                uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new Refused("must be a URL, like https://shop.example/hooks");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new Refused(otherwise);
        }
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
