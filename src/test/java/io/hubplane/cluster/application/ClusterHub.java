package io.hubplane.cluster.application;

import io.hubplane.hub.Groups;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.cluster.AnnouncesPresence;
import io.hubplane.hub.cluster.ClientConnection;
import io.hubplane.hub.cluster.Cluster;
import io.hubplane.hub.cluster.ClusterClients;
import io.hubplane.hub.cluster.ClusterPage;
import io.hubplane.hub.cluster.TracksGroups;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Tells what its node knows about the farm. */
@Hub("/cluster")
@AnnouncesPresence(joined = "appeared", left = "disappeared")
@TracksGroups
public class ClusterHub {
    @Inject
    private Cluster cluster;

    @Inject
    private NodeEvents events;

    @Inject
    private PresenceNotes presences;

    @Inject
    private GroupNotes groupNotes;

    @Inject
    private HubCallerContext caller;

    @Inject
    private Groups groups;

    /** The name and the state of each node. */
    public List<String> nodes() {
        return cluster.nodes().stream()
                .map(node -> node.name() + " " + node.state())
                .toList();
    }

    /** The versions of the nodes. */
    public List<String> versions() {
        return cluster.nodes().stream().map(node -> node.version()).toList();
    }

    private ClusterClients clients() {
        return cluster.clients(ClusterHub.class);
    }

    /** Puts the caller into a group. */
    public CompletionStage<Void> join(String group) {
        return groups.add(caller.connectionId(), group);
    }

    /** Makes the caller present in a group that it is in. */
    public void appear(String group, String name) {
        cluster.presence(ClusterHub.class).track(caller.connectionId(), group, Map.of("name", name));
    }

    /** Ends that. */
    public void disappear(String group) {
        cluster.presence(ClusterHub.class).untrack(caller.connectionId(), group);
    }

    /** Who is present in a group. */
    public List<String> present(String group) {
        return cluster.presence(ClusterHub.class).list(group).stream()
                .map(each -> each.data().get("name"))
                .sorted()
                .toList();
    }

    /** What CDI observers have heard about presences since the last call. */
    public List<String> presences() {
        return presences.take();
    }

    /** What CDI observers have heard about a group. */
    public List<String> occupancy(String group) {
        return groupNotes.of(group);
    }

    /** How many connections there are, and how many nodes did not say. */
    public CompletionStage<List<Long>> count() {
        return clients()
                .count()
                .thenApply(
                        answer -> List.of(answer.value(), (long) answer.silent().size()));
    }

    /** The ids of the connections in a group, and the nodes that did not say. */
    public CompletionStage<List<List<String>>> members(String group) {
        return clients()
                .listInGroup(group, "", 100)
                .thenApply(answer -> List.of(
                        answer.value().items().stream()
                                .map(ClientConnection::connectionId)
                                .toList(),
                        answer.silent()));
    }

    /** The groups of a connection. */
    public CompletionStage<List<String>> groupsOf(String connectionId) {
        return clients().groupsOf(connectionId, "", 100).thenApply(ClusterPage::items);
    }

    /** Ends a connection; tells what has become of that. */
    public CompletionStage<String> disconnect(String connectionId, String reason) {
        return clients()
                .disconnect(connectionId, reason)
                .handle((done, failure) -> failure == null ? "done" : String.valueOf(failure.getMessage()));
    }

    /** What has happened to other nodes since the last call. */
    public List<String> events() {
        return events.take();
    }
}
