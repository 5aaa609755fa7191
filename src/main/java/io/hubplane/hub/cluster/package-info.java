/**
 * What an application learns about the nodes that share a backplane: inject a {@link io.hubplane.hub.cluster.Cluster}.
 *
 * <p>Depends on nothing else of Hubplane.
 */
@NullMarked
package io.hubplane.hub.cluster;

import org.jspecify.annotations.NullMarked;
