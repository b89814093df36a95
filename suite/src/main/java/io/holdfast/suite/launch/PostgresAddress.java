package io.holdfast.suite.launch;

import io.holdfast.suite.UserError;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Where a PostgreSQL is, and as whom to use it.
 *
 * @param url {@code postgresql://host:port}, without user and database
 */
record PostgresAddress(String url, String user, Optional<String> password) {

    private static final int DEFAULT_PORT = 5432;

    static PostgresAddress embedded(String url) {
        return new PostgresAddress(url, "postgres", Optional.empty());
    }

    /**
     * @param given {@code postgresql://[user[:password]@]host[:port]}
     * @param environment names user and password where the address doesn't
     */
    static PostgresAddress of(String given, Map<String, String> environment) {
        URI uri = uri(given);
        String[] login = uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
        return new PostgresAddress("postgresql://" + uri.getHost() + ":" + (uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort()),
                login.length > 0 ? decoded(login[0]) : environment.getOrDefault("HOLDFAST_POSTGRES_USER", "postgres"),
                login.length > 1 ? Optional.of(decoded(login[1])) : Optional.ofNullable(environment.get("HOLDFAST_POSTGRES_PASSWORD")));
    }

    private static URI uri(String given) {
        try {
            URI uri = URI.create(given);
            if ("postgresql".equals(uri.getScheme()) && uri.getHost() != null && (uri.getPath().isEmpty() || uri.getPath().equals("/"))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new UserError("HOLDFAST_POSTGRES_URL can't be read: " + e.getMessage(), e);
        }
        throw new UserError("HOLDFAST_POSTGRES_URL must be like postgresql://user:password@host:5432, without a database");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
