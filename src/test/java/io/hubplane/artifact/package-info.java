/** What is installed and deployed, as its users see it. */
package io.hubplane.artifact;
