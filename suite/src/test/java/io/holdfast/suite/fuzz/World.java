package io.holdfast.suite.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.holdfast.suite.openapi.Example;
import io.holdfast.suite.openapi.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A merchant's shop as the examples of the document describe it. Its ids, and its names if wanted, differ from those of the
 * examples: what an example says is translated into what is called so here.
 */
public final class World {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");
    /** What a merchant names: SKUs, codes and references of the examples. */
    private static final List<String> NAMES = List.of("MUG-BLUE", "MUG-RED", "GIFT", "warehouse", "shop", "web", "till", "shopify-8842", "1001", "T-0042");
    /** Where the examples send webhooks; here nobody listens, and nothing leaves the machine. */
    private static final String OUTSIDE = "https://teahouse.example/";
    private static final String NOWHERE = "http://127.0.0.1:9/";
    private static final Duration IMPORT = Duration.ofSeconds(60);

    private final Wire wire;
    private final Map<String, Operation> operations;
    private final Map<String, String> translations = new HashMap<>();
    private final String operatorKey;
    private String key;

    private World(Wire wire, Map<String, Operation> operations, String operatorKey) {
        this.wire = wire;
        this.operations = operations;
        this.operatorKey = operatorKey;
    }

    /**
     * Creates the merchant and everything that the examples speak of.
     *
     * @param suffix put behind every name that the merchant chooses
     */
    public static World create(Wire wire, JsonNode document, String operatorKey, String suffix) throws IOException {
        Map<String, Operation> operations = new HashMap<>();
        Operation.all(document).forEach(operation -> operations.put(operation.id(), operation));
        World world = new World(wire, operations, operatorKey);
        NAMES.forEach(name -> world.translations.put(name, name + suffix));
        JsonNode steps;
        try (InputStream file = World.class.getResourceAsStream("/openapi/world.json")) {
            steps = JSON.readTree(file);
        }
        for (JsonNode step : steps) {
            Operation operation = world.operations.get(step.path("operation").asText());
            Example example = Example.of(operation.id());
            Call call = world.call(operation, example);
            if (step.has("request")) {
                call.json = world.translated(step.get("request"));
            }
            Reply reply = wire.send(call.request());
            if (!reply.ok()) {
                throw new IllegalStateException(call + " was answered " + reply);
            }
            if (!step.has("request")) {
                world.learn(example.answers().values().iterator().next(), reply.json());
            }
            if (reply.json().has("adminKey")) {
                world.key = reply.json().path("adminKey").asText();
            }
            if (operation.id().equals("startImport")) {
                world.awaitImported();
            }
        }
        return world;
    }

    /** Else what it counts would come while answers are compared. */
    private void awaitImported() {
        Awaitility.await().atMost(IMPORT).until(() -> send(call(operations.get("getImport"))).json().path("state").asText().equals("DONE"));
    }

    public String key() {
        return key;
    }

    /** A call as its example says, of what is here. */
    public Call call(Operation operation) throws IOException {
        return call(operation, Example.of(operation.id()));
    }

    private Call call(Operation operation, Example example) {
        Call call = new Call(operation);
        call.headers.put("Authorization", "Bearer " + (operation.id().equals("createMerchant") ? operatorKey : key));
        example.parameters().forEach((name, value) -> {
            if (operation.path().contains("{" + name + "}")) {
                call.path.put(name, translated(value).asText());
            } else if (value.isArray()) {
                value.forEach(each -> call.query.add(Map.entry(name, translated(each).asText())));
            } else {
                call.query.add(Map.entry(name, translated(value).asText()));
            }
        });
        if (example.request().isTextual()) {
            call.headers.put("Content-Type", "text/csv");
            call.body = inWords(example.request().asText()).getBytes(StandardCharsets.UTF_8);
        } else if (!example.request().isMissingNode()) {
            call.headers.put("Content-Type", "application/json");
            call.json = translated(example.request());
        }
        return call;
    }

    public Reply send(Call call) throws IOException {
        return wire.send(call.request());
    }

    /** The same with ids and names that nobody has: what can be said of it can't be told from what belongs to another. */
    public World likeNobodys(String suffix) {
        World nobodys = new World(wire, operations, operatorKey);
        translations.forEach((example, here) -> nobodys.translations.put(example, ID.matcher(here).matches()
                ? UuidCreator.getTimeOrderedEpoch().toString() : example + suffix));
        nobodys.key = key;
        return nobodys;
    }

    /** An answer in the words of the examples, so that answers of two worlds can be compared; without times, versions and new ids. */
    public String plain(Reply reply) {
        String text = reply.status() + " " + reply.text();
        for (Map.Entry<String, String> word : translations.entrySet()) {
            text = text.replace(word.getValue(), word.getKey());
        }
        return text.replaceAll("20\\d\\d-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME").replaceAll(ID.pattern(), "ID").replaceAll("(version|position|id)\":\\d+", "$1")
                .replaceAll("(hf_live|whsec)_[A-Za-z0-9_/+=-]+", "SECRET");
    }

    /** An id in an example stands for what stands at the same place here. */
    private void learn(JsonNode example, JsonNode here) {
        if (example.isTextual() && ID.matcher(example.asText()).matches()) {
            translations.put(example.asText(), here.asText());
        } else if (example.isObject()) {
            example.properties().forEach(member -> learn(member.getValue(), here.path(member.getKey())));
        } else {
            for (int i = 0; i < example.size(); i++) {
                learn(example.get(i), here.path(i));
            }
        }
    }

    private JsonNode translated(JsonNode example) {
        if (example.isTextual()) {
            String text = example.asText();
            return TextNode.valueOf(text.startsWith(OUTSIDE) ? text.replace(OUTSIDE, NOWHERE) : translations.getOrDefault(text, text));
        }
        if (example instanceof ObjectNode object) {
            ObjectNode translated = JSON.createObjectNode();
            object.properties().forEach(member -> translated.set(translations.getOrDefault(member.getKey(), member.getKey()), translated(member.getValue())));
            return translated;
        }
        if (example instanceof ArrayNode array) {
            ArrayNode translated = JSON.createArrayNode();
            array.forEach(each -> translated.add(translated(each)));
            return translated;
        }
        return example;
    }

    private String inWords(String text) {
        String translated = text;
        for (String name : NAMES) {
            translated = translated.replaceAll("\\b" + name + "\\b", translations.get(name));
        }
        return translated;
    }
}
