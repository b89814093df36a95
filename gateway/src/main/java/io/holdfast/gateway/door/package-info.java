/** The one public door: who may pass, to which service, and what is taken off and put on the way. */
package io.holdfast.gateway.door;
