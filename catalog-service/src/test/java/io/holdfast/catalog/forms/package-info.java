/** What every service says about a wrong form of input, tried in one of them. */
package io.holdfast.catalog.forms;
