/** How every service connects to its database. */
package io.holdfast.service.postgres;
