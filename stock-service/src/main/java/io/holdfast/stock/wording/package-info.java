/** What callers and the ledger say to each other, whatever the subject: lines as they are sent, refusals as they are told. */
package io.holdfast.stock.wording;
