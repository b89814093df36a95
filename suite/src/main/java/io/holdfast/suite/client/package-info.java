/** A client of the gateway's public API, as an integrator would write one. */
package io.holdfast.suite.client;
