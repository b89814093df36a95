/** Whether everything that is kept twice says the same: levels, their movements, what orders hold, what is on its way, and what was drawn. */
package io.holdfast.stock.audit;
