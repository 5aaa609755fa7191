package io.hubplane.server.members;

import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.TypedHubCallerClients;
import io.hubplane.observe.HubStatistics;
import io.hubplane.observe.HubStatisticsSource;
import io.hubplane.observe.NodeStatistics;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** For members only; some of it for admins only. */
@Hub("/members")
@RolesAllowed("member")
public class MembersHub {
    @Inject
    private HubCallerContext caller;

    @Inject
    private TypedHubCallerClients<MemberClient> clients;

    @Inject
    private FirstWords first;

    @Inject
    private Heard observers;

    @Inject
    private HubStatisticsSource statistics;

    /** Returns the caller, and the name by which {@code user} selections find the caller. */
    public String whoAmI() {
        return caller.user().orElseThrow().getName() + ", "
                + caller.userIdentifier().orElse("nobody") + (caller.isUserInRole("admin") ? ", admin" : "");
    }

    /** The outcome of a send that the application has begun before its hubs were served. */
    public String firstWords() {
        return first.outcome();
    }

    /** The events of the caller's connection, each with the name of the observer that got it. */
    public String heard() {
        return observers.of(caller.connectionId());
    }

    /** What the application sees of this hub's connections. */
    public String figures() {
        NodeStatistics node = statistics.snapshot();
        HubStatistics hub = node.hub(MembersHub.class.getName()).orElseThrow();
        return node.name() + ": " + hub.connections() + " " + hub.connectionsByTransport() + " "
                + hub.connectionsByProtocol() + ", users " + hub.users() + ", calls " + hub.calls() + ", connected "
                + node.backplane().connected() + ", limits " + node.limitsReached() + ", posts " + node.posts();
    }

    /** How many messages have come. */
    public long received() {
        return statistics
                .snapshot()
                .hub(MembersHub.class.getName())
                .orElseThrow()
                .totals()
                .messagesReceived();
    }

    /** Something for admins. */
    @RolesAllowed("admin")
    public String purge() {
        return "purged";
    }

    /** Asks the client for a name, and greets it by that. */
    public CompletionStage<String> greet() {
        clients.caller().greeting("Who is there?");
        return clients.caller().name().thenApply(name -> "Hello " + name);
    }
}
