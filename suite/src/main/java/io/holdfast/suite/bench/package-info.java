/** {@code ./holdfast bench}: how fast the suite is, beside what others would do on the same machine at the same time. */
package io.holdfast.suite.bench;
