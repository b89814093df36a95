/** Products and variants: created, edited, archived, listed, each change told to the other services. */
package io.holdfast.catalog.product;
