/** {@code Idempotency-Key}: a request that is sent again has its effect once, and gets the answer that the first one got. */
package io.holdfast.service.idempotency;
