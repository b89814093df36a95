/** Units on their way: transfers between locations and deliveries from outside, over HTTP. */
package io.holdfast.stock.shipment;
