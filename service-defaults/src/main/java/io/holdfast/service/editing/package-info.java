/** Editing a resource: merge patches, and entity tags against lost updates. */
package io.holdfast.service.editing;
