package io.holdfast.gateway.door;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.streams.ReadStream;

/**
 * A service's answer. If it breaks off, at whatever moment from its head on, the caller's connection is closed, so that the
 * caller sees it broken too. The proxy would reset the response instead, which forgets to tell the server that the request is
 * over: a graceful stop would then wait for it in vain.
 */
final class AnswerBody extends PassingBody {

    AnswerBody(ReadStream<Buffer> source, HttpConnection caller) {
        super(source);
        source.exceptionHandler(failure -> caller.close());
    }

    /** What is to be done is settled already. */
    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        return this;
    }
}
