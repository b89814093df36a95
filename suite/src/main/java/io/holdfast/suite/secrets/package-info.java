/** The secrets that a suite in a cluster starts from. */
package io.holdfast.suite.secrets;
