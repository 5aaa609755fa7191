package io.hubplane.transport.http;

import io.hubplane.transport.ConnectionGateway;
import io.hubplane.transport.RequestInfo;
import io.hubplane.transport.TransportConnection;
import io.hubplane.transport.TransportType;
import io.hubplane.transport.http.access.CheckedRequest;
import io.hubplane.transport.http.access.FrontDoor;
import io.hubplane.transport.http.access.Gatekeeper;
import io.hubplane.transport.http.access.RequestCheck;
import io.hubplane.transport.http.answer.Answer;
import io.hubplane.transport.http.answer.Answers;
import io.hubplane.transport.http.answer.AsyncAnswer;
import io.hubplane.transport.http.answer.UnreadBody;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Serves one hub's path and the {@code /negotiate} below it: has each request checked ({@link RequestCheck}), and
 * passes it to the class that answers it. Statuses and texts are those of ASP.NET Core.
 *
 * <p>Map this servlet to both paths, without wildcards, and with support for asynchronous requests. Safe for any
 * thread.
 */
public final class HubServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final String NEGOTIATE_METHODS = "POST";
    private static final String HUB_METHODS = "GET, POST, DELETE";

    private final transient String path;
    private final transient ConnectionGateway gateway;
    private final transient RequestCheck check;
    private final transient Set<TransportType> transports;
    private final transient Negotiation negotiation;
    private final transient WebSocketOpening webSockets;
    private final transient EventStreams eventStreams;
    private final transient LongPolling polling;
    private final transient PostIntake posts;
    private final transient RequestForwarder forwarder;

    /**
     * Makes the servlet of a hub.
     *
     * @param name the hub's name
     * @param path the hub's path within the application, for example {@code /chat}
     * @param gateway the hub's connections; this servlet also answers what other nodes forward to them
     * @param options how requests are answered
     * @param binary whether the hub offers a binary protocol besides the text protocol
     * @param gatekeeper decides who may connect
     * @param upgrade makes WebSockets
     * @param frontDoor the node's front door
     * @param posts the POSTs to the node
     * @throws IllegalArgumentException if an origin in the options is malformed
     */
    public HubServlet(
            String name,
            String path,
            ConnectionGateway gateway,
            HttpOptions options,
            boolean binary,
            Gatekeeper gatekeeper,
            Upgrade upgrade,
            FrontDoor frontDoor,
            Posts posts) {
        this.path = path;
        this.gateway = gateway;
        this.check = new RequestCheck(frontDoor, options.allowedOrigins(), gatekeeper);
        this.transports = options.transports();
        this.negotiation = new Negotiation(gateway, options, binary, frontDoor);
        this.webSockets = new WebSocketOpening(gateway, options, upgrade, frontDoor);
        HttpTransports transports = new HttpTransports(gateway, posts);
        this.eventStreams = new EventStreams(transports);
        this.polling = new LongPolling(transports, options);
        this.posts = new PostIntake(new HubPosts(name, options.posts(), posts));
        this.forwarder = new RequestForwarder(gateway, polling, options.pollTimeout());
        gateway.serveForwarded(forwarder::answer);
    }

    String path() {
        return path;
    }

    String negotiatePath() {
        return path + "/negotiate";
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        serve(request, response, negotiatePath().equals(request.getServletPath()));
    }

    /**
     * Answers a request, whatever its path.
     *
     * @param negotiates whether the request is for the {@code /negotiate} below the hub's path
     */
    void serve(HttpServletRequest request, HttpServletResponse response, boolean negotiates) throws IOException {
        boolean posts = request.getMethod().equals("POST");
        String methods = negotiates ? NEGOTIATE_METHODS : HUB_METHODS;
        Optional<CheckedRequest> checked = check.admit(request, response, methods, posts && !negotiates);
        if (checked.isEmpty()) {
            return;
        }
        RequestInfo info = checked.get().info();
        if (!gateway.takesConnections() && wantsConnection(info, request, negotiates)) {
            Answers.goingAway().writeTo(response);
        } else if (negotiates) {
            Answer answer = posts ? negotiation.answer(info) : methodNotAllowed(response, NEGOTIATE_METHODS);
            answer.writeTo(response);
        } else {
            route(checked.get(), request, response);
        }
    }

    private static boolean wantsConnection(RequestInfo info, HttpServletRequest request, boolean negotiates) {
        return negotiates
                ? request.getMethod().equals("POST")
                : WebSocketHandshake.isRequestedBy(request)
                        && info.queryParameter("id").orElse("").isEmpty();
    }

    private void route(CheckedRequest checked, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        RequestInfo info = checked.info();
        Optional<String> token = info.queryParameter("id").filter(id -> !id.isEmpty());
        if (WebSocketHandshake.isRequestedBy(request)) {
            write(webSockets.open(token, info, request, response), checked, response);
        } else if (!Set.of("GET", "POST", "DELETE").contains(request.getMethod())) {
            methodNotAllowed(response, HUB_METHODS).writeTo(response);
        } else if (token.isEmpty()) {
            UnreadBody.breakOff(request, response);
            Answer.text(HttpServletResponse.SC_BAD_REQUEST, "Connection ID required")
                    .writeTo(response);
        } else {
            Optional<TransportConnection> found = gateway.find(token.get());
            if (found.isPresent()) {
                serve(found.get(), checked, request, response);
            } else {
                serveElsewhere(token.get(), checked, request, response);
            }
        }
    }

    private void serve(
            TransportConnection connection,
            CheckedRequest checked,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        RequestInfo info = checked.info();
        switch (request.getMethod()) {
            case "POST" ->
                posts.take(
                        challenging(polling.post(connection, info), checked), info.remoteAddress(), request, response);
            case "DELETE" -> write(Optional.of(polling.delete(connection, info)), checked, response);
            default -> {
                TransportType type = transportOf(request);
                if (!transports.contains(type)) {
                    Answers.notSupported(type).writeTo(response);
                } else if (type == TransportType.SERVER_SENT_EVENTS) {
                    write(eventStreams.open(connection, info, request, response), checked, response);
                } else {
                    forbidCaching(response);
                    CompletableFuture<Answer> poll = polling.poll(connection, info);
                    AsyncAnswer.send(
                            poll.isDone() ? poll.thenApply(checked::challenging) : poll,
                            request,
                            response,
                            gateway::leaves,
                            failure -> polling.lost(connection, failure));
                }
            }
        }
    }

    private void serveElsewhere(
            String token, CheckedRequest checked, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        RequestInfo info = checked.info();
        boolean get = request.getMethod().equals("GET");
        if (!transports.contains(TransportType.LONG_POLLING)
                || (get && transportOf(request) != TransportType.LONG_POLLING)) {
            UnreadBody.breakOff(request, response);
            Answers.unknownConnection().writeTo(response);
            return;
        }
        if (get) {
            forbidCaching(response);
        }
        if (request.getMethod().equals("POST")) {
            posts.take(challenging(forwarder.post(token, info), checked), info.remoteAddress(), request, response);
            return;
        }
        CompletableFuture<Answer> answer = forwarder.ask(request.getMethod(), token, info, checked::challenging);
        AsyncAnswer.send(answer, request, response, gateway::leaves, failure -> {});
    }

    private static void write(Optional<Answer> answer, CheckedRequest checked, HttpServletResponse response)
            throws IOException {
        if (answer.isPresent()) {
            checked.challenging(answer.get()).writeTo(response);
        }
    }

    private static PostTarget challenging(PostTarget target, CheckedRequest checked) {
        return checked.challenge().isEmpty() ? target : target.answering(checked::challenging);
    }

    private static TransportType transportOf(HttpServletRequest request) {
        return EventStreams.areRequestedBy(request) ? TransportType.SERVER_SENT_EVENTS : TransportType.LONG_POLLING;
    }

    private static void forbidCaching(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-cache, no-store");
        response.setHeader("Pragma", "no-cache");
        response.setHeader("Expires", "Thu, 01 Jan 1970 00:00:00 GMT");
    }

    private static Answer methodNotAllowed(HttpServletResponse response, String allowed) {
        response.setHeader("Allow", allowed);
        return Answer.text(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "");
    }
}
