package io.hubplane.conformance.application;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Allows pages of every origin, with their cookies, which no real application should do. Only for WebSockets should the
 * hubs' own rules decide, so other requests reach them without an origin.
 */
@WebFilter(value = "/*", asyncSupported = true)
public final class CrossSiteFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final String ORIGIN = "Origin";

    /** The headers that show that a request comes from a page of another site. */
    private static final Set<String> TELLING = Set.of("origin", "sec-fetch-site");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String origin = request.getHeader(ORIGIN);
        if (origin != null) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
            copy(request, "Access-Control-Request-Method", response, "Access-Control-Allow-Methods");
            copy(request, "Access-Control-Request-Headers", response, "Access-Control-Allow-Headers");
        }
        if (request.getMethod().equals("OPTIONS")) {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else if (origin == null || request.getHeader("Upgrade") != null) {
            chain.doFilter(request, response);
        } else {
            chain.doFilter(new WithoutOrigin(request), response);
        }
    }

    private static void copy(HttpServletRequest request, String asked, HttpServletResponse response, String allowed) {
        String value = request.getHeader(asked);
        if (value != null) {
            response.setHeader(allowed, value);
        }
    }

    private static final class WithoutOrigin extends HttpServletRequestWrapper {
        WithoutOrigin(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return TELLING.contains(name.toLowerCase(Locale.ROOT)) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase(ORIGIN) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                    .filter(name -> !name.equalsIgnoreCase(ORIGIN))
                    .toList());
        }
    }
}
