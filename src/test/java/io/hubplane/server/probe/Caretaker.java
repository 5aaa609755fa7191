package io.hubplane.server.probe;

import jakarta.annotation.security.RolesAllowed;

/** Has a method for caretakers only, which {@link ProbeHub} inherits unchanged. */
class Caretaker {
    /** Something for caretakers. */
    @RolesAllowed("caretaker")
    public String lock() {
        return "locked";
    }
}
