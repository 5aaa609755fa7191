package io.hubplane.cdi;

import io.hubplane.backplane.Backplane;
import io.hubplane.cdi.security.ContainerIdentities;
import io.hubplane.cdi.security.Gatekeepers;
import io.hubplane.cluster.presence.PresenceSync;
import io.hubplane.config.HubplaneConfiguration;
import io.hubplane.connection.Heartbeat;
import io.hubplane.connection.UserIdentification;
import io.hubplane.connection.outbound.Flusher;
import io.hubplane.dispatch.HubLifecycle;
import io.hubplane.dispatch.NodeResources;
import io.hubplane.protocol.HubProtocol;
import io.hubplane.transport.http.Posts;
import io.hubplane.transport.http.access.FrontDoor;
import java.util.List;
import java.util.concurrent.Executor;

/** What the hubs of a node share. */
record SharedParts(
        HubplaneConfiguration configuration,
        Backplane backplane,
        List<HubProtocol> protocols,
        Flusher flusher,
        Heartbeat heartbeat,
        Executor sends,
        Executor forwards,
        Executor later,
        NodeResources resources,
        HubLifecycle lifecycle,
        PresenceSync presences,
        UserIdentification users,
        Gatekeepers gatekeepers,
        FrontDoor frontDoor,
        Posts posts,
        ContainerIdentities identities) {}
