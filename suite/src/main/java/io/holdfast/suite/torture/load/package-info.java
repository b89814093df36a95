/** A shop of its own for each fault, its customers, who note what they ask and hear, and a channel that listens. */
package io.holdfast.suite.torture.load;
