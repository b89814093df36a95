/** JSON as the API promises it: strict in, canonical out. */
package io.holdfast.service.json;
