/** What is kept and for how long: old orders, movements and answers make room, in small steps beside the work. */
package io.holdfast.stock.retention;
