package io.hubplane.conformance.application;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers a negotiation with the address of the hub below {@code baseUrl} and the number of such answers so far. */
@WebServlet("/redirect/*")
public final class RedirectServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final AtomicInteger redirects = new AtomicInteger();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String url = request.getParameter("baseUrl") + "/testHub?numRedirects=" + redirects.incrementAndGet();
        response.setContentType("application/json");
        response.getWriter().print("{ \"url\": \"" + url + "\" }");
    }
}
