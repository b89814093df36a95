/** The only outbox, inbox and relay: facts leave a service once they are committed, and have their effect once. */
package io.holdfast.messaging;
