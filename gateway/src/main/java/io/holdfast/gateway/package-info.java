/** The one public door: keys, merchants, routing. */
package io.holdfast.gateway;
