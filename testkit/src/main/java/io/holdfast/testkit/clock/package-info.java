/** Time for tests: the one clock of a service, its database's, moved at will. */
package io.holdfast.testkit.clock;
