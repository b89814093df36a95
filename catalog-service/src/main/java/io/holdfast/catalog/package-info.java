/** The catalogue: flat CRUD over products and variants, and files of them; it decides nothing about quantities. */
package io.holdfast.catalog;
