package io.hubplane.server.objects;

import io.hubplane.hub.Hub;
import jakarta.inject.Inject;

/** Has a method with an interceptor. */
@Hub("/intercepted")
public class InterceptedHub {
    @Inject
    private Ledger ledger;

    /** What has been written, this call included. */
    @Counted
    public String look() {
        return ledger.read();
    }
}
