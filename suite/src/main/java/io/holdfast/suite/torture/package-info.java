/** Proves the promises under faults: a suite of its own, load, things that go wrong on purpose, and what is true afterwards. */
package io.holdfast.suite.torture;
