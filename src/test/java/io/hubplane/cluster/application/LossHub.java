package io.hubplane.cluster.application;

import io.hubplane.hub.Groups;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubClients;
import io.hubplane.hub.cluster.AnnouncesLostMessages;
import io.hubplane.hub.cluster.Cluster;
import io.hubplane.hub.cluster.ClusterNode;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Its clients hear when they have missed something. */
@Hub("/losses")
@AnnouncesLostMessages("missed")
public class LossHub {
    @Inject
    private HubClients clients;

    @Inject
    private Groups groups;

    @Inject
    private HubCallerContext caller;

    @Inject
    private Cluster cluster;

    @Inject
    private LossNotes notes;

    /** Puts the caller into a group. */
    public CompletionStage<Void> join(String group) {
        return groups.add(caller.connectionId(), group);
    }

    /** Says something to a group. */
    public CompletionStage<Void> say(String group, String text) {
        return clients.group(group).send("said", text);
    }

    /** The id of a node, by its name. */
    public String node(String name) {
        return cluster.nodes().stream()
                .filter(node -> node.name().equals(name))
                .map(ClusterNode::id)
                .findFirst()
                .orElse("");
    }

    /** What CDI observers have heard. */
    public List<String> losses() {
        return notes.all();
    }
}
