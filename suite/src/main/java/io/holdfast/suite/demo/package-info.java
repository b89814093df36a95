/** The demo: sets up a shop from a file of orders, replays them, and shows what became of stock, money and mail. */
package io.holdfast.suite.demo;
