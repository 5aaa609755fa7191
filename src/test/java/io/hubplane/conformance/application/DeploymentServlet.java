package io.hubplane.conformance.application;

import io.hubplane.hub.Hub;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says what is deployed. */
@WebServlet("/deployment")
public final class DeploymentServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/json");
        response.getWriter()
                .print("{\"Server\":\"" + getServletContext().getServerInfo() + "\",\"Library\":\""
                        + Hub.class.getPackageName() + "\"}");
    }
}
