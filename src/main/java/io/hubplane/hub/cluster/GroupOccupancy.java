package io.hubplane.hub.cluster;

/**
 * A group that has its first member on any node ({@link Occupied}), or has lost its last one ({@link Vacated}).
 *
 * @param hub the hub's name ({@link io.hubplane.hub.Hub#name})
 * @param group the group
 */
public record GroupOccupancy(String hub, String group) {}
