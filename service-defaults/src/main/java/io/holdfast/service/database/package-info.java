/** The service's own database: where it is, who changes its tables, and whether it answers. */
package io.holdfast.service.database;
