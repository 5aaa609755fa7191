/**
 * Checks that Hubplane does what the official SignalR clients expect, with a test application
 * ({@link io.hubplane.conformance.application}) on real servers: the JavaScript client in Node.js and in a browser (the
 * cases are in {@code src/test/js/conformance}), and the Java client.
 */
@NullMarked
package io.hubplane.conformance;

import org.jspecify.annotations.NullMarked;
