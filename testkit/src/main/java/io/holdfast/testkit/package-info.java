/** What tests and the local suite stand on: a real PostgreSQL, a real broker, keys, and the rules of the house. */
package io.holdfast.testkit;
