package io.holdfast.service;

import io.smallrye.mutiny.Uni;

/** Work that runs to its end although its caller hangs up: a transaction is never cut off half-way. */
public final class Detached {

    private Detached() {}

    /** The same work and outcome; cancelling it stops the waiting, not the work. */
    public static <T> Uni<T> run(Uni<T> work) {
        return Uni.createFrom().emitter(waiting -> work.subscribe().with(waiting::complete, waiting::fail));
    }
}
