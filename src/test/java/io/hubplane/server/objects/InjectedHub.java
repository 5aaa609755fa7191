package io.hubplane.server.objects;

import io.hubplane.hub.Groups;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.TypedHubCallerClients;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;

/** Has everything injected that a hub can have injected, and nothing else from the container. */
@Hub("/injected")
public class InjectedHub extends HubBase {
    /** The methods of clients. */
    public interface Client {
        /** A text for the client. */
        void told(String text);
    }

    private final HubCallerContext context;
    private final boolean inContainer = isInContainer();
    private int calls;

    @Inject
    private HubCallerClients clients;

    @Inject
    TypedHubCallerClients<Client> typed;

    @Inject
    private Groups groups;

    @Inject
    private Helper helper;

    @Inject
    private Ledger ledger;

    @Inject
    private Instance<Ledger> ledgers;

    @Inject
    InjectedHub(HubCallerContext context) {
        this.context = context;
    }

    /** How many calls this object has had, whether a container made it, and whether all of it belongs to this call. */
    @PermitAll
    public String state() {
        calls++;
        boolean whole = isOfCall(context) && helper != null && ledgers.isResolvable();
        return calls + " " + inContainer + " " + whole;
    }

    /** Sends to the caller with each kind of clients object, and to its group. */
    public CompletionStage<Void> tell() {
        clients.caller().send("told", "plainly");
        typed.caller().told("by type");
        return groups.add(context.connectionId(), "g")
                .thenCompose(joined -> clients.group("g").send("told", "in the group"));
    }

    /** The entries of the ledger. */
    public String ledger() {
        return ledger.read();
    }
}
