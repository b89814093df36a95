package io.holdfast.stock.order;

import io.holdfast.stock.wording.Line;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What an order asks for as one digest: equal for the same order asked again, whatever the order of its lines. */
final class Content {

    private Content() {}

    static String of(OrderRequests.Place request) {
        return digest("order", request.lines(), Objects.toString(request.paymentMethod()), Objects.toString(request.expiresIn()),
                Objects.toString(request.pickupAt()), Objects.toString(request.supersedes()));
    }

    static String of(OrderRequests.Sale request) {
        return digest("sale", request.lines(), request.location(), Objects.toString(request.takeFrom()));
    }

    private static String digest(String kind, List<Line> lines, String... others) {
        Map<String, Long> sums = new TreeMap<>();
        lines.forEach(line -> sums.merge(line.sku(), line.quantity(), Long::sum));
        MessageDigest digest = sha256();
        add(digest, kind);
        sums.forEach((sku, quantity) -> {
            add(digest, sku);
            add(digest, String.valueOf(quantity));
        });
        for (String other : others) {
            add(digest, other);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Each part with its length, so that no two lists of parts read the same. */
    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
