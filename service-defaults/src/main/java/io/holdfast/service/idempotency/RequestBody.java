package io.holdfast.service.idempotency;

import io.holdfast.service.Limits;
import io.holdfast.service.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jboss.resteasy.reactive.server.spi.ServerHttpRequest;

/** Reads the body of a keyed request before anybody else does, and leaves it there to be read. */
final class RequestBody implements ServerHttpRequest.ReadCallback {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final UniEmitter<? super byte[]> whole;

    private RequestBody(UniEmitter<? super byte[]> whole) {
        this.whole = whole;
    }

    /** As large as a JSON body may be; what is larger is refused. */
    static Uni<byte[]> of(ContainerRequestContext request, ServerHttpRequest source) {
        return Uni.createFrom().<byte[]>emitter(emitter -> {
            RequestBody body = new RequestBody(emitter);
            if (source.isRequestEnded()) {
                body.done();
            } else {
                source.setReadListener(body);
                source.resumeRequestInput();
            }
        }).invoke(bytes -> request.setEntityStream(new ByteArrayInputStream(bytes)));
    }

    @Override
    public void data(ByteBuffer part) {
        byte[] read = new byte[part.remaining()];
        part.get(read);
        if (bytes.size() + read.length > Limits.BODY_BYTES) {
            whole.fail(Problem.tooLarge(Limits.BODY_BYTES));
        } else {
            bytes.writeBytes(read);
        }
    }

    @Override
    public void done() {
        whole.complete(bytes.toByteArray());
    }
}
