package io.hubplane.server.lost;

import jakarta.annotation.security.RolesAllowed;

/** What {@link LostGuardHub} overrides. */
class Guarded {
    /** Something for admins. */
    @RolesAllowed("admin")
    public String purge() {
        return "purged";
    }
}
