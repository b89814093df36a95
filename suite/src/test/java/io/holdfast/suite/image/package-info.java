/** The images that the profile "images" has just made, and what it says is in them. */
package io.holdfast.suite.image;
