package io.holdfast.notification.digest;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A digest that the mail server has taken. */
record SentDigest(LocalDate date, Instant sentAt, List<String> recipients, long newItems, long continuingItems) {}
