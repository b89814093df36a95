/** Whether a channel is ready to sell: a list of small named checks, which inform and never block. */
package io.holdfast.allocation.readiness;
