/** How a service leaves while others go on. */
package io.holdfast.service.stopping;
