/** Problem documents (RFC 9457): how every refusal is told. */
package io.holdfast.service.problem;
