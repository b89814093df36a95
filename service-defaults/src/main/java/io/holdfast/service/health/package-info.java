/** What a service says of itself to those who route to it. Liveness looks at nothing else: a restart mends no database. */
package io.holdfast.service.health;
