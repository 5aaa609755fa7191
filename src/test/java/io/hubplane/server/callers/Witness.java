package io.hubplane.server.callers;

import jakarta.ejb.EJBAccessException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.SecurityContext;
import java.security.Principal;
import java.util.Optional;

/** Reports the caller as all parts of the container see it. */
@ApplicationScoped
public class Witness {
    @Inject
    private Vault vault;

    @Inject
    private SecurityContext security;

    /**
     * The caller's name from a session bean, with whether the caller has the role {@code admin}, and from Jakarta
     * Security.
     */
    public String tell() {
        return vault.caller() + "/" + caller();
    }

    private String caller() {
        return Optional.ofNullable(security.getCallerPrincipal())
                .map(Principal::getName)
                .filter(name -> !name.equals("anonymous")) // WildFly gives this name to anonymous callers
                .orElse("nobody");
    }

    /** Opens the vault, if the container allows it to the caller. */
    public String open() {
        try {
            return vault.open();
        } catch (EJBAccessException e) {
            return "refused";
        }
    }
}
