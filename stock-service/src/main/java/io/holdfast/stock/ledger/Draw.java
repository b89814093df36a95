package io.holdfast.stock.ledger;

import java.util.UUID;

/** Units that an order line took out of an allocation, and would give back to it. */
public record Draw(UUID allocation, long quantity) {}
