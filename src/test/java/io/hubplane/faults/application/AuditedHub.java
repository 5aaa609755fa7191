package io.hubplane.faults.application;

import io.hubplane.hub.ClientProxy;
import io.hubplane.hub.Groups;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import java.util.concurrent.CompletionStage;

/** Passes on numbered messages, to everybody (scope 0) or to a room (the scopes from 1). */
@Hub("/audited")
public class AuditedHub {
    /** Adds the caller to a room; completed with the node's name when the caller receives everything. */
    public CompletionStage<String> enter(int room, HubCallerContext caller, Groups groups) {
        return groups.add(caller.connectionId(), group(room)).thenApply(entered -> caller.node());
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
