package io.holdfast.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DocumentedRoutesTest {

    /** Pages that links in mails lead to: for readers of mails, not for integrators. */
    private static final String OF_MAILS = "/v1/mail/";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

    @Test
    @DisplayName("what may be called is what is documented, method by method, and nothing else")
    void the_table_is_the_document() {
        Set<String> callable = AccessTable.operations().stream().filter(operation -> !operation.path().startsWith(OF_MAILS))
                .map(operation -> named(operation.method(), operation.path())).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(String.join("\n", documented()), String.join("\n", callable));
    }

    @Test
    @DisplayName("every operation that needs no key says so in the document, and no other does")
    void open_operations_are_documented_as_such() {
        JsonObject paths = document().getJsonObject("paths");
        for (Operation operation : AccessTable.operations()) {
            JsonObject documented = paths.getJsonObject(operation.path(), new JsonObject()).getJsonObject(operation.method().toLowerCase());
            if (documented != null) {
                boolean open = documented.containsKey("security") && documented.getJsonArray("security").isEmpty();
                assertEquals(operation.isOpen(), open, operation.toString());
            }
        }
    }

    private static Set<String> documented() {
        Set<String> operations = new TreeSet<>();
        JsonObject paths = document().getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            paths.getJsonObject(path).fieldNames().stream().filter(METHODS::contains).forEach(method -> operations.add(named(method, path)));
        }
        return operations;
    }

    private static String named(String method, String path) {
        return method.toUpperCase() + " " + path.replaceAll("\\{[^}]+}", "{}");
    }

    private static JsonObject document() {
        try (InputStream file = DocumentedRoutesTest.class.getResourceAsStream("/openapi.json")) {
            return new JsonObject(Buffer.buffer(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
