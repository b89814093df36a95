package io.holdfast.suite.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Spoils a call that was right, in one place. */
final class Spoiler {

    private static final List<String> QUERY = List.of("limit", "cursor", "sku", "location", "since", "at", "state", "channel", "reference", "q", "alert", "tracking",
            "unlinked", "open", "kind", "peak", "restockDays", "paymentMethod", "from", "repair", "unknown");
    private static final List<String> HEADERS = List.of("If-Match", "Idempotency-Key", "Accept", "Content-Type", "X-Request-Id", "Last-Event-ID", "If-None-Match",
            "Content-Encoding", "traceparent", "Accept-Encoding", "Range", "X-HTTP-Method-Override", "Forwarded", "X-Holdfast-Merchant", "Cookie", "Expect");
    private static final List<String> VALUES = List.of("*", "\"1\"", "W/\"1\"", "\"99999999999999999999\"", ",", "text/html", "application/json;charset=utf-16", "application/json;q=x", "a/b/c",
            "text/csv", "application/merge-patch+json", "application/x-www-form-urlencoded", "multipart/form-data", "gzip", "identity;q=0", "bytes=0-1", "DELETE", "x".repeat(300), "é", "00-zz-zz-00", "-1", "0", "42");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT", "BREW", "get");

    private final Random random;
    private final Oddities oddities;

    Spoiler(Random random) {
        this.random = random;
        this.oddities = new Oddities(random);
    }

    void spoil(Call call) {
        int choice = random.nextInt(20);
        if (choice < 9 && call.json != null) {
            inJson(call);
        } else if (choice < 12 && (call.json != null || call.body != null)) {
            inBytes(call);
        } else if (choice < 14 && !call.path.isEmpty()) {
            List<String> places = new ArrayList<>(call.path.keySet());
            call.path.put(pick(places), oddities.text());
        } else if (choice < 17) {
            inQuery(call);
        } else if (choice < 19) {
            call.headers.put(pick(HEADERS), random.nextInt(3) == 0 ? printable(oddities.text()) : pick(VALUES));
        } else {
            call.method = pick(METHODS);
        }
    }

    private void inQuery(Call call) {
        boolean own = !call.query.isEmpty() && random.nextBoolean();
        String name = own ? pick(call.query).getKey() : pick(QUERY);
        if (random.nextBoolean()) {
            call.query.removeIf(parameter -> parameter.getKey().equals(name));
        }
        call.query.add(Map.entry(name, oddities.text()));
    }

    private void inJson(Call call) {
        List<Runnable> places = new ArrayList<>();
        collect(call.json, places);
        if (places.isEmpty() || random.nextInt(12) == 0) {
            call.json = oddities.json();
        } else {
            pick(places).run();
        }
    }

    /** Everything that could be done to a tree, one of which is. */
    private void collect(JsonNode node, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            places.add(() -> object.set(random.nextBoolean() ? "unknown" : oddities.text(), oddities.json()));
            object.properties().forEach(member -> {
                places.add(() -> object.set(member.getKey(), oddities.json()));
                places.add(() -> object.set(member.getKey(), oddities.json()));
                places.add(() -> object.remove(member.getKey()));
                collect(member.getValue(), places);
            });
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            places.add(() -> array.set(random.nextInt(array.size()), oddities.json()));
            places.add(() -> array.add(oddities.json()));
            places.add(() -> repeat(array));
            array.forEach(each -> collect(each, places));
        }
    }

    private void repeat(ArrayNode array) {
        JsonNode one = array.get(0);
        for (int i = List.of(1, 250, 2_500).get(random.nextInt(3)); i > 0; i--) {
            array.add(one.deepCopy());
        }
    }

    private void inBytes(Call call) {
        byte[] whole = call.body != null ? call.body : call.json.toString().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream spoilt = new ByteArrayOutputStream();
        int at = whole.length == 0 ? 0 : random.nextInt(whole.length);
        switch (random.nextInt(8)) {
            case 0 -> spoilt.write(whole, 0, at);
            case 1 -> {
                spoilt.write(whole, 0, at);
                spoilt.writeBytes(new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF});
                spoilt.write(whole, at, whole.length - at);
            }
            case 2 -> {
                spoilt.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
                spoilt.writeBytes(whole);
            }
            case 3 -> {
                spoilt.writeBytes(whole);
                spoilt.writeBytes(whole);
            }
            case 4 -> {
                spoilt.writeBytes(whole);
                spoilt.write(0);
            }
            case 5 -> spoilt.writeBytes("[".repeat(100_000).getBytes(StandardCharsets.UTF_8));
            case 6 -> spoilt.writeBytes(oddities.text().getBytes(StandardCharsets.UTF_8));
            default -> {
                byte[] changed = whole.clone();
                if (changed.length > 0) {
                    changed[at] = (byte) random.nextInt(256);
                }
                spoilt.writeBytes(changed);
            }
        }
        call.body = spoilt.toByteArray();
    }

    private static String printable(String text) {
        return text.replaceAll("[\\x00-\\x1F\\x7F\\uD800-\\uDFFF]", "?");
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
