/** Webhooks: receivers of a merchant that are told what channels may sell, by the Standard Webhooks specification. */
package io.holdfast.allocation.webhook;
