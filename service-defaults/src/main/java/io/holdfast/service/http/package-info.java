/** Where a service listens, for callers and for those who run it, and how it stops. */
package io.holdfast.service.http;
