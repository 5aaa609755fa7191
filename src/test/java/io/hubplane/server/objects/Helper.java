package io.hubplane.server.objects;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Made for each object it is injected into, and gone with it. */
@Dependent
public class Helper {
    private final Ledger ledger;

    @Inject
    Helper(Ledger ledger) {
        this.ledger = ledger;
        ledger.write("helper-made");
    }

    @PreDestroy
    void end() {
        ledger.write("helper-gone");
    }
}
