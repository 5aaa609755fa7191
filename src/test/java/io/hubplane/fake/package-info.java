/**
 * Replaces the rest of Hubplane in unit tests: clocks, executors, transports and backplanes that do what the test says,
 * and values to test with. Nothing here starts a process; that is done in {@code io.hubplane.fixture}.
 */
package io.hubplane.fake;
