package io.hubplane.server.objects;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Created for each object into which it is injected, and destroyed with it. */
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
