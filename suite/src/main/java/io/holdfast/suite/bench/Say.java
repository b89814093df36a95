package io.holdfast.suite.bench;

/** Tells a person how it goes. */
@FunctionalInterface
interface Say {

    void line(String format, Object... values);
}
