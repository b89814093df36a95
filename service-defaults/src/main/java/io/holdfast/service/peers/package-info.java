/** Calls from one service to another, with a token of the calling service. */
package io.holdfast.service.peers;
