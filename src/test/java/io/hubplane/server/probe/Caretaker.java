package io.hubplane.server.probe;

import jakarta.annotation.security.RolesAllowed;

/** What {@link ProbeHub} inherits as it is, for caretakers only. */
class Caretaker {
    /** Something for caretakers. */
    @RolesAllowed("caretaker")
    public String lock() {
        return "locked";
    }
}
