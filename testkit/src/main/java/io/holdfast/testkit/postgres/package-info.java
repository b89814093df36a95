/** A real PostgreSQL out of a jar: unpacked once, started as a child process, stopped with its owner. */
package io.holdfast.testkit.postgres;
