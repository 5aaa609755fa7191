package io.hubplane.abuse.application;

import io.hubplane.hub.Groups;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** Does for its clients whatever a hub can do, without any check. */
@Hub("/abused")
public class AbusedHub {
    /** How long a slow method takes, in milliseconds. */
    private static final long SLOW = 1000;

    @Inject
    private ReachedLimits reached;

    /** Returns its argument. */
    public String echo(String text) {
        return text;
    }

    /** Adds the caller to a group. */
    public CompletionStage<Void> join(String group, HubCallerContext caller, Groups groups) {
        return groups.add(caller.connectionId(), group);
    }

    /** Takes the caller out of a group. */
    public CompletionStage<Void> leave(String group, HubCallerContext caller, Groups groups) {
        return groups.remove(caller.connectionId(), group);
    }

    /** Sends a text to a group. */
    public void tell(String group, String text, HubCallerClients clients) {
        clients.group(group).send("told", text);
    }

    /** Sends a text of some length to a group, and does not wait. */
    public void shout(String group, int length, HubCallerClients clients) {
        clients.group(group).send("shouted", "x".repeat(length));
    }

    /** Never answers. */
    public CompletionStage<Void> hold() {
        return new CompletableFuture<>();
    }

    /** Fails with an unexpected exception. */
    public void crash() {
        throw new IllegalStateException("an accident");
    }

    /** Streams numbers without end, as they are requested. */
    public Flow.Publisher<Integer> endless() {
        return new Endless();
    }

    /** The same after it has blocked a thread for some time. */
    public Flow.Publisher<Integer> late() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(SLOW);
        return new Endless();
    }

    /** Never takes any of the items. */
    public CompletionStage<Void> neglect(Flow.Publisher<String> items) {
        return new CompletableFuture<>();
    }

    /** How often clients of this node have reached each limit. */
    public Map<String, Long> reached() {
        return reached.counts();
    }
}
