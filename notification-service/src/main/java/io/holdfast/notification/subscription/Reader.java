package io.holdfast.notification.subscription;

/** Somebody whom a merchant's mail goes to. */
public record Reader(String merchant, String address) {}
