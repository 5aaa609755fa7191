package io.hubplane.transport.http.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A request of a page that anybody may have made. It hides what the browser adds for the user: cookies, basic and other
 * authentication, and the principal that the container found by them. It keeps what the page itself adds: a bearer
 * token. If that token is in the {@code Authorization} header, the container may have checked it, so its principal
 * counts: browsers send this header and cookies only to servers that name the page's origin.
 */
final class WithoutCredentials extends HttpServletRequestWrapper {
    private static final String BEARER = "bearer ";

    WithoutCredentials(HttpServletRequest request) {
        super(request);
    }

    private boolean bearsToken() {
        return isBearer(super.getHeader("Authorization"));
    }

    private static boolean isBearer(@Nullable String authorization) {
        return authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER);
    }

    private boolean isHidden(String header) {
        return header.equalsIgnoreCase("Cookie") || (header.equalsIgnoreCase("Authorization") && !bearsToken());
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return bearsToken() ? super.getUserPrincipal() : null;
    }

    @Override
    public @Nullable String getRemoteUser() {
        return bearsToken() ? super.getRemoteUser() : null;
    }

    @Override
    public boolean isUserInRole(String role) {
        return bearsToken() && super.isUserInRole(role);
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        return null;
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isHidden(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isHidden(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !isHidden(name))
                .toList());
    }
}
