package io.holdfast.messaging;

import java.util.UUID;

/** An event that waits to be published. */
record OutboxRow(short partition, long id, UUID eventId, String type, String envelope) {}
