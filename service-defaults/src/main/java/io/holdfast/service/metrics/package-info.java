/** Numbers for those who run a service. What only the database knows is asked now and then, never at each scrape. */
package io.holdfast.service.metrics;
