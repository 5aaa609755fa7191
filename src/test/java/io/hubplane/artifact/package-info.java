/** What is installed and deployed, as those see it who take it. */
package io.hubplane.artifact;
