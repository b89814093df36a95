package io.holdfast.suite.bench.load;

import io.vertx.core.Future;

/** One call of what is loaded. */
@FunctionalInterface
public interface Call {

    /**
     * @param client which of the clients sends it, from 0
     * @param number of the call, from 0
     * @return how it was answered; a failure counts as an answer of that name
     */
    Future<String> send(int client, long number);
}
