package io.hubplane.conformance.application;

import io.hubplane.hub.Hub;
import jakarta.annotation.security.RolesAllowed;

/** A hub for everybody who has a token. */
@Hub("/authorizedhub")
@RolesAllowed("**")
public class AuthorizedHub {
    /** Returns its argument. */
    public String echo(String message) {
        return message;
    }
}
