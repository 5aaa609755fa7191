package io.hubplane.backplane.sequence;

/**
 * Messages of a node to a channel that this node has missed.
 *
 * @param after the position before the first of them
 * @param before the position after the last of them
 * @param count how many they are; 0 if this is not known to be any
 * @param youngerNanos only those that were published at most this long ago were missed, in nanoseconds; 0 if all were
 */
record Missed(long after, long before, long count, long youngerNanos) {}
