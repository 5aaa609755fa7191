package io.hubplane.cluster.presence;

import io.hubplane.hub.cluster.Presence;

/**
 * A change of who is present.
 *
 * @param presence who
 * @param there whether it is present now
 * @param version the number of the change among those of its node, from 1
 */
record PresenceChange(Presence presence, boolean there, long version) {}
