package io.holdfast.suite.demo;

import io.holdfast.suite.replay.Place;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/** A short text that two runs share exactly if every invoice ended in the same way and every level is the same. */
final class Fingerprint {

    private static final int SHOWN = 12;

    private Fingerprint() {}

    static String of(SortedMap<String, String> outcomes, SortedMap<String, Map<Place, Long>> levels) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(outcomes.toString().getBytes(StandardCharsets.UTF_8));
            digest.update(levels.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, SHOWN);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JVM has no SHA-256", e);
        }
    }
}
