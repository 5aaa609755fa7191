package io.hubplane.conformance.application;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Redirects by HTTP to the path of the echo. */
@WebServlet("/echoredirect/*")
public final class EchoRedirectServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Temporary Redirect, which keeps the method. */
    private static final int STATUS = 307;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        String query = request.getQueryString();
        response.setStatus(STATUS);
        response.setHeader(
                "Location",
                request.getRequestURI().replace("echoredirect", "echo") + (query == null ? "" : "?" + query));
    }
}
