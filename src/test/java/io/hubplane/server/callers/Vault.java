package io.hubplane.server.callers;

import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** A session bean, which the container guards. */
@Stateless
@DeclareRoles({"admin", "member"})
public class Vault {
    @Resource
    private SessionContext session;

    /** The caller's name and whether they have the role {@code admin}. */
    @PermitAll
    public String caller() {
        String name = session.getCallerPrincipal().getName();
        return (name.equalsIgnoreCase("anonymous") ? "nobody" : name)
                + (session.isCallerInRole("admin") ? " admin" : "");
    }

    /** For admins. */
    @RolesAllowed("admin")
    public String open() {
        return "gold";
    }
}
