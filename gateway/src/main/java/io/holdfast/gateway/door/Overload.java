package io.holdfast.gateway.door;

import io.vertx.core.http.ConnectionPoolTooBusyException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

/** More calls at once than a service is asked. */
final class Overload {

    private Overload() {}

    static boolean is(Throwable failure) {
        return failure instanceof BulkheadException || failure instanceof ConnectionPoolTooBusyException;
    }
}
