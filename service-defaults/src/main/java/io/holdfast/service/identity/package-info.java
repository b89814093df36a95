/** Who is calling: signed short-lived tokens between the gateway and the services, trusted by nothing but their signature. */
package io.holdfast.service.identity;
