/** The daily e-mail: claimed once for a merchant and date, then delivered until the mail server has said yes. */
package io.holdfast.notification.digest;
