/** The rules of alerts and of the daily digest as pure functions; nothing here knows a database, a clock or a mail server. */
package io.holdfast.notification.rules;
