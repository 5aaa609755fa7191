package io.hubplane.server.lost;

import jakarta.annotation.security.RolesAllowed;

/** Has the method that {@link LostGuardHub} overrides. */
class Guarded {
    /** Something for admins. */
    @RolesAllowed("admin")
    public String purge() {
        return "purged";
    }
}
