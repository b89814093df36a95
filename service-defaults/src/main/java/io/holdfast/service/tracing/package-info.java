/** Traces: one call followed through services, outbox and broker. Off unless the operator says where they are sent. */
package io.holdfast.service.tracing;
