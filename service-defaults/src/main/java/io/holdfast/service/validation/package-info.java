/** The forms of the API's own kinds of text, as constraints. */
package io.holdfast.service.validation;
