/** Reservations without HTTP: the engine by itself, and the ways that others go, in a database with the same schema. */
package io.holdfast.suite.bench.direct;
