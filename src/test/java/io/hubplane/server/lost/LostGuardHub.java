package io.hubplane.server.lost;

import io.hubplane.hub.Hub;

/** Overrides a method with a security annotation, and does not repeat the annotation. */
@Hub("/lost")
public class LostGuardHub extends Guarded {
    @Override
    public String purge() {
        return "purged by anybody";
    }
}
