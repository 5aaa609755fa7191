package io.hubplane.conformance.application;

import io.hubplane.hub.HubContext;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletionException;

/** Asks the client named by the rest of the path for a number, and returns the outcome. */
@WebServlet("/clientresult/*")
public final class ClientResultServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Inject
    private transient HubContext<TestHub> hub;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(resultOf(request.getPathInfo().substring(1)));
    }

    private String resultOf(String connectionId) {
        try {
            return hub.clients()
                    .client(connectionId)
                    .invoke(Integer.class, "Result")
                    .thenApply(String::valueOf)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            return String.valueOf(Objects.requireNonNull(e.getCause()).getMessage());
        }
    }
}
