/** Mail over SMTP: a letter goes out, and the server's own answer says whether it was taken. */
package io.holdfast.notification.mail;
