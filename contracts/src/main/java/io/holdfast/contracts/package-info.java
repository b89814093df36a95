/** What crosses a service boundary: the envelope, one record for each event, and their type names. */
package io.holdfast.contracts;
