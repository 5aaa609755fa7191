package io.hubplane.bench.contestant.war;

import io.hubplane.hub.Groups;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** Hubplane as an application would use it. */
@Hub("/bench")
public class BenchHub {
    private static final String RECEIVE = "m";

    @Inject
    HubCallerClients clients;

    @Inject
    HubCallerContext context;

    @Inject
    Groups groups;

    /** Sends to everybody. */
    public void toAll(String payload) {
        clients.all().send(RECEIVE, payload);
    }

    /** Puts the caller into a room. */
    public CompletionStage<Void> join(String room) {
        return groups.add(context.connectionId(), room);
    }

    /** Sends to a room. */
    public void toRoom(String room, String payload) {
        clients.group(room).send(RECEIVE, payload);
    }
}
