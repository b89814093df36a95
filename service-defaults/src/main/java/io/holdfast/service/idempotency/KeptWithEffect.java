package io.holdfast.service.idempotency;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This operation looks for the answer to its key, and keeps it, where its effect is: nobody looks before, which saves every
 * request a round trip.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface KeptWithEffect {

    /** Whether the body is too large to be held: who reads it makes its digest. */
    boolean streamed() default false;
}
