/** The catalogue: flat CRUD over products and variants; it decides nothing about quantities. */
package io.holdfast.catalog;
