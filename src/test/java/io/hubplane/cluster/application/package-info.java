/** An application that tells what its nodes know about each other. */
package io.hubplane.cluster.application;
