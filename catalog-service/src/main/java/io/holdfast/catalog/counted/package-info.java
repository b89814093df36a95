/** What is on hand at each location: asked of the stock service, and told to it as counts. */
package io.holdfast.catalog.counted;
