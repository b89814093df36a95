/** What clients asked and heard, and whether what is there afterwards can be true. Knows nothing of the network. */
package io.holdfast.suite.torture.history;
