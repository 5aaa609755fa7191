package io.hubplane.bench.contestant.war;

import io.hubplane.hub.Groups;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** What clients of the benchmark call. */
public abstract class BenchMethods {
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

    /** Returns what it is called with. */
    public String echo(String payload) {
        return payload;
    }

    /** The name by which others can reach the caller. */
    public String whoAmI() {
        return context.connectionId();
    }

    /** Sends to one client. */
    public void direct(String connectionId, String payload) {
        clients.client(connectionId).send(RECEIVE, payload);
    }

    /** Asks one client and returns its answer. */
    public CompletionStage<String> ask(String connectionId, String payload) {
        return clients.client(connectionId).invoke(String.class, "q", payload);
    }
}
