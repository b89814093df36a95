/** What opens something is read by nobody but whom it was given to: it is taken out of log lines and of spans. */
package io.holdfast.service.secrecy;
