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

/**
 * Leads requests to a hub whose path is written in another case than the hub's, as ASP.NET Core does; servlet mappings
 * know one case only. All other requests are passed on, those in the hub's own case to the hub's servlet.
 *
 * <p>To be mapped to {@code /*}, for requests only, after the filters of the application and with support for
 * asynchronous requests. Safe for any thread.
 *
 * <p>Security constraints of a deployment descriptor know one case only, too. Whoever restricts a hub there, and not by
 * annotations of the hub, has to restrict a pattern that covers every case, or not to use this filter.
 */
public final class HubPaths extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Target> targets = new HashMap<>();

    /**
     * Makes the filter.
     *
     * @param servlets the servlets of all hubs, whose paths differ by more than case
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

    private static String ignoringCase(String path) {
        return path.toLowerCase(Locale.ROOT);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String rest = request.getPathInfo();
        String path = rest == null ? request.getServletPath() : request.getServletPath() + rest;
        Target target = targets.get(ignoringCase(path));
        if (target == null || target.path().equals(path)) {
            chain.doFilter(request, response);
        } else {
            target.servlet().serve(request, response, target.negotiates());
        }
    }

    private record Target(HubServlet servlet, String path, boolean negotiates) {}
}
