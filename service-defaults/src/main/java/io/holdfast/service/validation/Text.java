package io.holdfast.service.validation;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** 1 to {@link #max} printable code points, kept exactly as given. Null is left to {@code @NotNull}. */
@Constraint(validatedBy = PrintableText.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Text {

    int max();

    String message() default "must be 1 to {max} printable characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
