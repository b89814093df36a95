/** What every POST of every service promises about idempotency keys, as one contract. */
package io.holdfast.testkit.idempotency;
