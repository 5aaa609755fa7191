package io.hubplane.server.callers;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** A session bean whose methods the container protects. */
@Stateless
@DeclareRoles({"admin", "member"})
public class Vault {
    @Resource
    private SessionContext session;

    /** The caller's name and whether the caller has the role {@code admin}. */
    @PermitAll
    public String caller() {
        String name = session.getCallerPrincipal().getName();
        return (name.equalsIgnoreCase("anonymous") ? "nobody" : name)
                + (session.isCallerInRole("admin") ? " admin" : "");
    }

    /** A secret for admins. */
    @RolesAllowed("admin")
    public String open() {
        return "gold";
    }
}
