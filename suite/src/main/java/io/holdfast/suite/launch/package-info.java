/** Starts the five services and what they stand on as processes of this machine, watches them, and stops them all. */
package io.holdfast.suite.launch;
