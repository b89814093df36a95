/** What the key of one channel may reach: its own stream. */
package io.holdfast.allocation.channelkey;
