package io.holdfast.gateway.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DocumentedRoutesTest {

    private final Set<String> documented = paths();

    @Test
    void every_documented_path_leads_to_somebody() {
        List<String> lost = documented.stream().filter(path -> path.startsWith("/v1/"))
                .filter(path -> RoutingTable.find(path).isEmpty()).sorted().toList();
        assertEquals(List.of(), lost);
    }

    @Test
    void nobody_is_led_to_who_is_not_documented() {
        List<RoutingTable.Line> silent = RoutingTable.LINES.stream().filter(line -> documented.stream()
                .noneMatch(path -> RoutingTable.find(path).filter(line::equals).isPresent())).toList();
        assertEquals(List.of(), silent);
    }

    private static Set<String> paths() {
        try (InputStream file = DocumentedRoutesTest.class.getResourceAsStream("/openapi.json")) {
            return new JsonObject(Buffer.buffer(file.readAllBytes())).getJsonObject("paths").fieldNames();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
