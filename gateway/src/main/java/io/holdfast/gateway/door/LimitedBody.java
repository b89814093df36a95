package io.holdfast.gateway.door;

import io.holdfast.service.problem.Problem;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A caller's body, which fails with a 413 problem once it has grown beyond the limit. */
final class LimitedBody extends PassingBody {

    private final int limit;
    private Handler<Throwable> onFailure;
    private long read;

    LimitedBody(ReadStream<Buffer> source, int limit) {
        super(source);
        this.limit = limit;
    }

    boolean isTooLarge() {
        return read > limit;
    }

    Problem tooLarge() {
        return Problem.tooLarge(limit);
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> handler) {
        return super.handler(handler == null ? null : part -> take(part, handler));
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        onFailure = handler;
        return super.exceptionHandler(handler);
    }

    private void take(Buffer part, Handler<Buffer> handler) {
        read += part.length();
        if (!isTooLarge()) {
            handler.handle(part);
        } else if (onFailure != null) {
            onFailure.handle(tooLarge());
        }
    }
}
