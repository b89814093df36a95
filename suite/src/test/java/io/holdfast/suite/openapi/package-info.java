/** The public API as one OpenAPI document, made from the services' code, their comments and one example per operation. */
package io.holdfast.suite.openapi;
