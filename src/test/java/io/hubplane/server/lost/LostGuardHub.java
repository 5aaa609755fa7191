package io.hubplane.server.lost;

import io.hubplane.hub.Hub;

/** Overrides a method that is for some, and forgets to say so. */
@Hub("/lost")
public class LostGuardHub extends Guarded {
    @Override
    public String purge() {
        return "purged by anybody";
    }
}
