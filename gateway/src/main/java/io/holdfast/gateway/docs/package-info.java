/** The public API's own document, and a page to try it; open to everybody. */
package io.holdfast.gateway.docs;
