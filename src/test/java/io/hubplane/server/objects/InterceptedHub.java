package io.hubplane.server.objects;

import io.hubplane.hub.Hub;
import jakarta.inject.Inject;

/** Has a method with an interceptor. */
@Hub("/intercepted")
public class InterceptedHub {
    @Inject
    private Ledger ledger;

    /** The entries of the ledger, with this call. */
    @Counted
    public String look() {
        return ledger.read();
    }
}
