package io.hubplane.server.callers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;

/** Authenticates every client that sends a badge: a header with a name and a role. */
@ApplicationScoped
public class Badges implements HttpAuthenticationMechanism {
    /** The header. */
    public static final String HEADER = "X-Badge";

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        String badge = request.getHeader(HEADER);
        if (badge == null) {
            return context.doNothing();
        }
        String[] parts = badge.split(" ", 2);
        return context.notifyContainerAboutLogin(parts[0], Set.of(parts[1]));
    }
}
