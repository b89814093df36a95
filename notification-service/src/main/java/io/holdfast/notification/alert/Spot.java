package io.holdfast.notification.alert;

import io.holdfast.notification.rules.AlertKind;

/**
 * What an alert of a variant is about.
 *
 * @param location its code; null: over all locations
 */
record Spot(AlertKind kind, String location) {}
