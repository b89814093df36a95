/** Alerts: raised once per crossing, kept up to date while they last, cleared on recovery; and where they are listed. */
package io.holdfast.notification.alert;
