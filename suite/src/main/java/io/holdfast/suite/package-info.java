/** The local suite: starts everything on one machine, and replays a shop's orders through it. */
package io.holdfast.suite;
