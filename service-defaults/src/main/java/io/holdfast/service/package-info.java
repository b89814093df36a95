/** What every service has in common towards the outside, and the limits that all of them keep. */
package io.holdfast.service;
