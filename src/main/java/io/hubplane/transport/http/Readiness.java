package io.hubplane.transport.http;

import io.hubplane.transport.http.answer.Answer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Tells load balancers whether this node takes new clients: status 200, or 503 while it starts, is drained or shuts
 * down. Whoever may send requests may ask; the answer says nothing else. Safe for any thread.
 */
public final class Readiness extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** The path within the application. */
    public static final String PATH = "/hubplane/ready";

    private final transient BooleanSupplier ready;

    /**
     * Makes the servlet of a node.
     *
     * @param ready whether the node takes new clients
     */
    public Readiness(BooleanSupplier ready) {
        this.ready = ready;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean takesClients = ready.getAsBoolean();
        Answer.text(
                        takesClients ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                        takesClients ? "ready" : "not ready")
                .with("Cache-Control", "no-store")
                .writeTo(response);
    }
}
