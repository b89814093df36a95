/** What every service whose database shows a transaction the rows of one merchant has to show. */
package io.holdfast.testkit.isolation;
