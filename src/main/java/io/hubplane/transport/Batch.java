package io.hubplane.transport;

import java.util.List;

/**
 * Whole messages that leave together, in order.
 *
 * @param messages the messages, at least one
 * @param length their length together, in bytes
 * @param text whether they are of a text protocol
 */
public record Batch(List<OutboundMessage> messages, int length, boolean text) {}
