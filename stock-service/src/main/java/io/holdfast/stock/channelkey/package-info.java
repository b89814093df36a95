/** What the key of one channel may reach: its own orders, sales and availability. */
package io.holdfast.stock.channelkey;
