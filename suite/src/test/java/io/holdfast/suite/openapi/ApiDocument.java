package io.holdfast.suite.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

/** Makes the public document. What the code can't say stands in {@code additions.json}, laid over what it does say. */
public final class ApiDocument {

    /** The document as it is committed, and as the gateway serves it. */
    public static final Path COMMITTED = ServiceCode.ROOT.resolve("gateway/src/main/resources/openapi.json");

    /** Pages of what has another name in the code. */
    private static final Map<String, String> PAGES = Map.of("PageObject", "ListingPage", "PageAlertItem", "StockAlertPage",
            "PageDelivery", "WebhookDeliveryPage");

    private final ObjectNode document;
    private final SourceComments comments;
    private final Words words;
    private final Refusals refusals;

    private ApiDocument() throws IOException {
        this.document = ServiceCode.read();
        this.comments = SourceComments.read();
        this.words = Words.read();
        this.refusals = Refusals.read();
    }

    public static ObjectNode make() throws IOException {
        return new ApiDocument().made();
    }

    public static ObjectNode committed() throws IOException {
        return (ObjectNode) Json.MAPPER.readTree(COMMITTED.toFile());
    }

    private ObjectNode made() throws IOException {
        ObjectNode additions = Json.resource("additions.json");
        ObjectNode paths = (ObjectNode) document.get("paths");
        paths.retain(publicPaths(paths));
        Schemas.inlineSimple(document);
        new Schemas(comments, words).explain(document);
        Schemas.rename(document, ApiDocument::publicName);
        Json.merge(document, (ObjectNode) additions.get("document"));
        ((ObjectNode) document.get("components")).set("responses", refusals.components());
        for (Map.Entry<String, ObjectNode> path : Schemas.members(paths).entrySet()) {
            for (Map.Entry<String, ObjectNode> method : Schemas.members(path.getValue()).entrySet()) {
                complete(path.getKey(), method.getKey(), method.getValue(), additions.path("operations"));
            }
        }
        Schemas.keepUsed(document);
        document.set("paths", Json.sorted(paths));
        return document;
    }

    private static TreeSet<String> publicPaths(ObjectNode paths) {
        TreeSet<String> names = new TreeSet<>();
        paths.fieldNames().forEachRemaining(names::add);
        // Pages that links in mails lead to are for readers of mails.
        names.removeIf(path -> path.startsWith("/v1/mail/") || !path.startsWith("/v1/") && !path.equals("/ready"));
        return names;
    }

    /** Classes say of themselves what they are for the code; the document says what they are for a caller. */
    private static String publicName(String name) {
        if (PAGES.containsKey(name)) {
            return PAGES.get(name);
        }
        String plain = name.replaceAll("View$", "").replaceAll("^(.*)Terms$", "New$1");
        return plain.startsWith("Page") ? publicName(plain.substring(4)) + "Page" : plain;
    }

    private void complete(String path, String method, ObjectNode operation, JsonNode additions) throws IOException {
        String id = operation.path("operationId").asText();
        if (id.isEmpty()) {
            throw new IllegalStateException(method + " " + path + " has no name → @Operation(operationId = …, summary = …) on its method");
        }
        boolean secured = path.startsWith("/v1/");
        Example example = Example.of(id);
        if (additions.get(id) instanceof ObjectNode more) {
            Json.merge(operation, more);
        }
        if (comments.operation(id) != null && !operation.has("description")) {
            operation.put("description", comments.operation(id));
        }
        operation.putArray("tags").add(Headings.of(path));
        if (!secured) {
            operation.putArray("security");
        }
        Exchange exchange = new Exchange(document, operation, words);
        exchange.parameters(example, method);
        exchange.request(example);
        exchange.answers(example, hasEntityTag(path));
        refusals.addTo(operation, method, example, secured);
        operation.set("responses", Json.sorted((ObjectNode) operation.get("responses")));
    }

    /** What can be edited under a condition says its version. */
    private boolean hasEntityTag(String path) {
        return document.path("paths").path(path).findValuesAsText("$ref").contains("#/components/parameters/If-Match")
                || document.path("paths").path(path).findValuesAsText("name").contains("If-Match");
    }
}
