/**
 * What stands in for the rest of Hubplane in unit tests: clocks, executors, transports and backplanes that do as the test
 * says, and values to test with. Nothing here starts a process; what does is in {@code io.hubplane.fixture}.
 */
package io.hubplane.fake;
