/** A mail server that delivers nothing and shows everything, so that a local run needs no mail account. */
package io.holdfast.suite.mail;
