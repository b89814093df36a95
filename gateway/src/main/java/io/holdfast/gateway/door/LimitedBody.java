package io.holdfast.gateway.door;

import io.holdfast.service.Limits;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A body on its way through, which fails with a 413 problem once it has grown beyond the limit. Back-pressure is the source's own. */
final class LimitedBody implements ReadStream<Buffer> {

    private final ReadStream<Buffer> source;
    private Handler<Throwable> onFailure;
    private long read;

    LimitedBody(ReadStream<Buffer> source) {
        this.source = source;
    }

    boolean isTooLarge() {
        return read > Limits.BODY_BYTES;
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> handler) {
        source.handler(handler == null ? null : part -> take(part, handler));
        return this;
    }

    private void take(Buffer part, Handler<Buffer> handler) {
        read += part.length();
        if (!isTooLarge()) {
            handler.handle(part);
        } else if (onFailure != null) {
            onFailure.handle(BodyRules.tooLarge());
        }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        onFailure = handler;
        source.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> handler) {
        source.endHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        source.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        source.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        source.fetch(amount);
        return this;
    }
}
