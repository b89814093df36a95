package io.holdfast.suite.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/** Values that programs stumble over, of every type. */
final class Oddities {

    private static final JsonNodeFactory NODES = new ObjectMapper().getNodeFactory();

    static final List<String> TEXTS = List.of("", " ", "\0", "a\0b", "\uD800", "\uDFFFx", "\u202Eevil", "😀".repeat(65), "é", "e\u0301", "%", "%2F", "%00", "/", "//",
            "..", ".", "../../internal", "a/b", "'", "\"", "\\", "' or 1=1 --", "<script>alert(1)</script>", "${jndi:x}", "{{7*7}}", "\t", "\r\nX-Evil: 1", "\u0085", "\uFEFF",
            "null", "undefined", "NaN", "true", "0", "-1", "1e999", "9223372036854775808", "NEVER", "x".repeat(201), "x".repeat(20_000),
            "2026-02-30T00:00:00Z", "2026-01-01", "0000-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z", "+999999999-12-31T23:59:59Z",
            "2026-01-01T00:00:00+18:00", "1e3", "24:00", "06:00:00", "PT0S", "PT-1S", "P99999999999D", "PT1M0.000000001S", "P1Y", "P30D", "PT", "00000000-0000-0000-0000-000000000000",
            "01a201a0-a705-75f3-8093-3df0ca32c5a2", "1-1-1-1-1", "Etc/Nowhere", "xx", "EUR€", "a@b", "a@b.example\r\nBcc: c@d.example", "http://169.254.169.254/", "http://[::1", "ftp://x",
            "https://user:secret@127.0.0.1/", "http://127.0.0.1:99999/", "http://\0/", "UNPAID", "low", "ON_ORDER", "start", "eyJ", "AAAA", "AA==", "LTk5OTk5OTk5OTk5OTk5OTk5OTk5", "MDAwMA", "AA", "_w", "IA", "OTk5OTk5OTk5OS0xMi0zMQ", "MDAwMC0wMC0wMA");

    private static final List<JsonNode> NUMBERS = List.of(NODES.numberNode(0), NODES.numberNode(-1), NODES.numberNode(1), NODES.numberNode(1.5),
            NODES.numberNode(1_000_000), NODES.numberNode(1_000_001), NODES.numberNode(1_000_000_000L), NODES.numberNode(-1_000_000_000L), NODES.numberNode(Integer.MAX_VALUE), NODES.numberNode(Integer.MIN_VALUE),
            NODES.numberNode(2147483648L), NODES.numberNode(Long.MAX_VALUE), NODES.numberNode(Long.MIN_VALUE), NODES.numberNode(new BigDecimal("9223372036854775808")),
            NODES.numberNode(new BigDecimal("1e400")), NODES.numberNode(new BigDecimal("1e-400")), NODES.numberNode(new BigDecimal("0.00001")), NODES.numberNode(new BigDecimal("-0.0")));

    private final Random random;

    Oddities(Random random) {
        this.random = random;
    }

    String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    JsonNode json() {
        return switch (random.nextInt(8)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.arrayNode();
            case 3 -> NODES.objectNode();
            case 4 -> deep(random.nextInt(300));
            case 5 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
            default -> NODES.textNode(text());
        };
    }

    private static JsonNode deep(int levels) {
        ArrayNode outer = NODES.arrayNode();
        ArrayNode inner = outer;
        for (int i = 0; i < levels; i++) {
            inner = inner.addArray();
        }
        return outer;
    }
}
