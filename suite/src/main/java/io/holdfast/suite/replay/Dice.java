package io.holdfast.suite.replay;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Chance that falls the same way in every run: it hangs on the name of what is asked about, and on nothing else. */
public final class Dice {

    private Dice() {}

    /**
     * @param question what is to be decided, so that two questions about one thing fall independently
     * @return 0 to 99
     */
    public static int percent(String question, String about) {
        CRC32 sum = new CRC32();
        sum.update((question + '/' + about).getBytes(StandardCharsets.UTF_8));
        // The low bits of a checksum of similar texts are alike; multiplying spreads them before the high ones are taken.
        long spread = sum.getValue() * 0x9E3779B97F4A7C15L;
        return (int) ((spread >>> 33) % 100);
    }
}
