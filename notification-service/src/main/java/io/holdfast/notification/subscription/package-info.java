/** The links in a mail that work without a key: whoever got the mail ends it, takes it up again, or sees the whole list. */
package io.holdfast.notification.subscription;
