/** What is done to the suite while it is in use, and what is promised nevertheless. */
package io.holdfast.suite.torture.fault;
