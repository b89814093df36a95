/** The alert column of the catalogue, as notification says it. */
package io.holdfast.catalog.alert;
