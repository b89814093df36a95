/** What is kept and for how long: alerts that are over and digests that went make room, in small steps. */
package io.holdfast.notification.retention;
