package io.holdfast.suite.manifest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** A test of rendered manifests: skipped where neither kubectl nor kustomize is installed. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(value = "io.holdfast.suite.manifest.Kustomize#available",
        disabledReason = "needs kubectl (1.27 or newer) or kustomize (5 or newer) on the path; .ci/run makes sure of one")
@interface RenderedTest {}
