/** What stands in k8s/, rendered and compared with what the services are. */
package io.holdfast.suite.manifest;
