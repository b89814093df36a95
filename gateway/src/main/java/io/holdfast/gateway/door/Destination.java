package io.holdfast.gateway.door;

import io.holdfast.service.Limits;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;

/**
 * Where requests are passed on to.
 *
 * @param name for problems and the log
 * @param origin of a request whose answer ends
 * @param lasting of one whose answer may go on for days
 * @param guard what it is spared
 */
record Destination(String name, RequestOptions origin, RequestOptions lasting, ServiceGuard guard) {

    /** A stream gives a sign of life more often than that, or its service is dead. */
    private static final Duration STREAM_SILENCE = Limits.HEARTBEAT.multipliedBy(4);

    static Destination of(String name, String address, Duration patience, int inFlight) {
        // Its connect time-out counts the wait for one of the connections too: a crowd waits its turn, it is not turned away.
        RequestOptions origin = new RequestOptions().setAbsoluteURI(address).setConnectTimeout(patience.toMillis())
                .setIdleTimeout(patience.toMillis());
        RequestOptions lasting = new RequestOptions(origin).setIdleTimeout(STREAM_SILENCE.toMillis());
        return new Destination(name, origin, lasting, new ServiceGuard(name, inFlight));
    }
}
