/** Load from processes of its own: how calls are sent, timed and counted, and over which wire. */
package io.holdfast.suite.bench.load;
