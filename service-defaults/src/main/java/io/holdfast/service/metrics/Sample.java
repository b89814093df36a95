package io.holdfast.service.metrics;

/**
 * A gauge that the database knows.
 *
 * @param name in lower case with dots; Prometheus shows it with underscores
 * @param description what it says, with its unit
 * @param sql answers one row with one number; null is shown as 0. It is run every few seconds: it must find its answer by an index
 */
public record Sample(String name, String description, String sql) {}
