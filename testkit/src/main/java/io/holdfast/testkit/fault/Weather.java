package io.holdfast.testkit.fault;

import java.time.Duration;

/**
 * How a {@link Line} carries bytes.
 *
 * @param manner whether it carries them at all
 * @param delay of every piece, in each direction
 * @param bytesPerSecond of each connection and direction; 0: as fast as it goes
 */
public record Weather(Manner manner, Duration delay, long bytesPerSecond) {

    /** What becomes of connections and bytes. */
    public enum Manner {
        /** They pass. */
        OPEN,
        /** Open connections are reset, and new ones as soon as they are made. */
        CUT,
        /** Connections are accepted, and bytes held back until the weather is another; then they pass. */
        HALF_OPEN,
        /** Connections are accepted, and what is written is lost. A connection that lost a byte never carries one again; only
         * that one end closes it is still heard by the other, which a real loss would not tell. */
        LOST
    }

    public static final Weather FAIR = new Weather(Manner.OPEN, Duration.ZERO, 0);
    public static final Weather CUT = new Weather(Manner.CUT, Duration.ZERO, 0);
    public static final Weather HALF_OPEN = new Weather(Manner.HALF_OPEN, Duration.ZERO, 0);
    public static final Weather LOST = new Weather(Manner.LOST, Duration.ZERO, 0);

    public static Weather delayed(Duration delay) {
        return new Weather(Manner.OPEN, delay, 0);
    }

    public static Weather throttled(long bytesPerSecond) {
        return new Weather(Manner.OPEN, Duration.ZERO, bytesPerSecond);
    }
}
