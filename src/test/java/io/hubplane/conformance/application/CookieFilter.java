package io.hubplane.conformance.application;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Gives each client that negotiates two cookies and one that has already expired. */
@WebFilter(value = "/*", asyncSupported = true)
public final class CookieFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getRequestURI().contains("/negotiate")) {
            // Without these attributes, which need TLS, a page of another site keeps no cookie.
            String attributes = request.isSecure() ? "; Path=/; SameSite=None; Secure; Partitioned" : "; Path=/";
            response.addHeader("Set-Cookie", "testCookie=testValue" + attributes);
            response.addHeader("Set-Cookie", "testCookie2=testValue2" + attributes);
            response.addHeader(
                    "Set-Cookie", "expiredCookie=doesntmatter; Expires=Thu, 01 Jan 2015 00:00:00 GMT" + attributes);
        }
        chain.doFilter(request, response);
    }
}
