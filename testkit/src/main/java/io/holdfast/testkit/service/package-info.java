/** What a service's own tests start from: its database, keys, and calls with a token. */
package io.holdfast.testkit.service;
