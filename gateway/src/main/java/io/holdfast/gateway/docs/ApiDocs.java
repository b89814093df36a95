package io.holdfast.gateway.docs;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** {@code /openapi}, the document, and {@code /docs}, a page that reads it. Everything comes from here: no script of anybody else runs in it. */
@ApplicationScoped
public class ApiDocs {

    /** The page draws with styles in its markup; scripts may come from files of this address only. */
    private static final String ONLY_SELF = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private static final Map<String, Source> SOURCES = Map.of(
            "/openapi", new Source("openapi.json", "application/json"),
            "/docs", new Source("docs/index.html", HTML),
            "/docs/start.js", new Source("docs/start.js", SCRIPT),
            "/docs/swagger-ui.css", new Source(swaggerUi("swagger-ui.css"), "text/css; charset=utf-8"),
            "/docs/swagger-ui-bundle.js", new Source(swaggerUi("swagger-ui-bundle.js"), SCRIPT));

    private final Map<String, Page> read = new ConcurrentHashMap<>();

    private record Source(String resource, String type) {}

    private record Page(Buffer body, String entityTag) {}

    public boolean serves(String path) {
        return SOURCES.containsKey(path);
    }

    /** Answers a request whose path it serves; other methods than GET and HEAD are left to whoever comes next. */
    public void answer(RoutingContext context) {
        HttpMethod method = context.request().method();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            context.fail(405);
            return;
        }
        Source source = SOURCES.get(context.request().path());
        Page page = read.computeIfAbsent(source.resource(), ApiDocs::page);
        HttpServerResponse response = context.response().putHeader("ETag", page.entityTag()).putHeader("Cache-Control", "no-cache")
                .putHeader("Content-Security-Policy", ONLY_SELF);
        if (page.entityTag().equals(context.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader("Content-Type", source.type());
            if (method == HttpMethod.HEAD) {
                response.putHeader("Content-Length", String.valueOf(page.body().length())).end();
            } else {
                response.end(page.body());
            }
        }
    }

    private static Page page(String resource) {
        byte[] body = bytes(resource);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return new Page(Buffer.buffer(body), '"' + HexFormat.of().formatHex(hash, 0, 16) + '"');
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }

    private static String swaggerUi(String file) {
        Properties library = new Properties();
        try {
            library.load(new java.io.ByteArrayInputStream(bytes("META-INF/maven/org.webjars/swagger-ui/pom.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "META-INF/resources/webjars/swagger-ui/" + library.getProperty("version") + "/" + file;
    }

    private static byte[] bytes(String resource) {
        try (InputStream file = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("This build is without " + resource);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
