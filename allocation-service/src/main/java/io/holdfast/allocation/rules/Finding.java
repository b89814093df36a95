package io.holdfast.allocation.rules;

/** One thing wrong with terms: where (RFC 6901), and what would be right. */
public record Finding(String pointer, String detail) {}
