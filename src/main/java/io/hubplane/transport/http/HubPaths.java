package io.hubplane.transport.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Leads requests to a hub even if their path is in another case, or ends with a slash, as ASP.NET Core does. Servlet
 * mappings match only the exact path. All other requests pass on unchanged, and so do those with the exact path, which
 * go to the hub's servlet.
 *
 * <p>Map this filter to {@code /*}, only for requests, after the filters of the application, and with support for
 * asynchronous requests. Safe for any thread.
 *
 * <p>Security constraints of a deployment descriptor also match only the exact path. An application that restricts a
 * hub there, and not by annotations of the hub, must restrict a pattern that covers every case, or must not use this
 * filter.
 */
public final class HubPaths extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private static final Pattern CONNECTION = Pattern.compile("(?:^|&)id=", Pattern.CASE_INSENSITIVE);

    private final transient Map<String, Target> targets = new HashMap<>();

    /**
     * Makes the filter.
     *
     * @param servlets the servlets of all hubs; their paths differ in more than case
     */
    public HubPaths(Collection<HubServlet> servlets) {
        for (HubServlet servlet : servlets) {
            add(new Target(servlet, servlet.path(), false));
            add(new Target(servlet, servlet.negotiatePath(), true));
        }
    }

    private void add(Target target) {
        targets.put(ignoringCase(target.path()), target);
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** A folder of pages may have the name of a hub. A request for the hub names a connection or makes one. */
    private static boolean asksForAPage(HttpServletRequest request) {
        String query = request.getQueryString();
        return Set.of("GET", "HEAD").contains(request.getMethod())
                && !WebSocketHandshake.isRequestedBy(request)
                && (query == null || !CONNECTION.matcher(query).find());
    }

    private static String ignoringCase(String path) {
        return path.toLowerCase(Locale.ROOT);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String rest = request.getPathInfo();
        String path = rest == null ? request.getServletPath() : request.getServletPath() + rest;
        String bare = withoutSlash(path);
        Target target = targets.get(ignoringCase(bare));
        if (target == null || target.path().equals(path) || (!bare.equals(path) && asksForAPage(request))) {
            chain.doFilter(request, response);
        } else {
            target.servlet().serve(request, response, target.negotiates());
        }
    }

    private record Target(HubServlet servlet, String path, boolean negotiates) {}
}
