/** What goes wrong in a data centre, on purpose: a line that is cut, slow or silent, and signals that end or freeze a process. */
package io.holdfast.testkit.fault;
