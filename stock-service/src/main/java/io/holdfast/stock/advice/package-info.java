/** Which trigger suits a merchant, and why: a recommendation from numbers, which changes nothing. */
package io.holdfast.stock.advice;
