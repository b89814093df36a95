/** A stand-in for the stock service, for the tests of services that talk to it. */
package io.holdfast.testkit.stock;
