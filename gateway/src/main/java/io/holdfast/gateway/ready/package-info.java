/** Whether the whole suite can be used. */
package io.holdfast.gateway.ready;
