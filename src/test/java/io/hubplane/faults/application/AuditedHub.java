package io.hubplane.faults.application;

import io.hubplane.hub.ClientProxy;
import io.hubplane.hub.Groups;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.cluster.Cluster;
import io.hubplane.hub.cluster.TracksGroups;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Passes on numbered messages, to everybody (scope 0) or to a room (the scopes from 1). Who is in a room, or in a place that
 * visitors go to, is present there.
 */
@Hub("/audited")
@TracksGroups
public class AuditedHub {
    @Inject
    private Cluster cluster;

    /**
     * Adds the caller to a room; completed with the names of the node and of the connection when the caller receives
     * everything.
     *
     * @param present whether the caller is present there
     */
    public CompletionStage<List<String>> enter(int room, boolean present, HubCallerContext caller, Groups groups) {
        return groups.add(caller.connectionId(), group(room)).thenApply(entered -> {
            if (present) {
                track(caller, group(room), 0);
            }
            return List.of(caller.node(), caller.connectionId());
        });
    }

    /**
     * Takes the caller from one place to another one, where it is present; completed as {@link #enter}.
     *
     * @param from empty if it comes
     * @param step what others are to know about it
     */
    public CompletionStage<List<String>> visit(
            String from, String to, int step, HubCallerContext caller, Groups groups) {
        CompletionStage<Void> left = from.isEmpty() || from.equals(to)
                ? CompletableFuture.completedFuture(null)
                : groups.remove(caller.connectionId(), from);
        return left.thenCompose(gone -> groups.add(caller.connectionId(), to)).thenApply(entered -> {
            track(caller, to, step);
            return List.of(caller.node(), caller.connectionId());
        });
    }

    private void track(HubCallerContext caller, String group, int step) {
        cluster.presence(AuditedHub.class).track(caller.connectionId(), group, Map.of("step", Integer.toString(step)));
    }

    /**
     * Sends a message, and does not wait.
     *
     * @param padding how many characters are added to the message
     */
    public void say(int scope, int sender, int number, int padding, HubCallerClients clients) {
        ClientProxy listeners = scope == 0 ? clients.all() : clients.group(group(scope));
        listeners.send("said", scope, sender, number, "x".repeat(padding));
    }

    private static String group(int room) {
        return "room-" + room;
    }
}
