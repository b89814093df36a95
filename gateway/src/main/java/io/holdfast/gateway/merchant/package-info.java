/** Merchants: the tenants, whom an operator creates and who keep their own entry. */
package io.holdfast.gateway.merchant;
