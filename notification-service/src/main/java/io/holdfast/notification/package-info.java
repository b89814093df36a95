/** Alerts about stock, and the daily e-mail that lists them. */
package io.holdfast.notification;
