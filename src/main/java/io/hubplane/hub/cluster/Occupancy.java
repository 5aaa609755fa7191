package io.hubplane.hub.cluster;

/**
 * How many connections a group or a user has, on all nodes.
 *
 * @param name the name of the group, or the user identifier
 * @param connections the number, at least 1
 */
public record Occupancy(String name, long connections) {}
