/** Merchants as this service needs them: where to mail, when by their own clock, and in which language. */
package io.holdfast.notification.merchant;
