/** What the gateway's tests share: services that only echo. */
package io.holdfast.gateway;
