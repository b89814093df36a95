package io.holdfast.suite.journey;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Of a journey that no other may run beside; last, when those that mostly wait are through. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock(RunningSuite.SERVICES)
@Order(Integer.MAX_VALUE)
@interface TakesServicesAway {}
