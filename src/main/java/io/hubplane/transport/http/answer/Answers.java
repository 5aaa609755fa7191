package io.hubplane.transport.http.answer;

import io.hubplane.transport.TransportConnection.Claim;
import io.hubplane.transport.TransportType;
import jakarta.servlet.http.HttpServletResponse;

/** Answers that do not depend on the request. Where ASP.NET Core has the answer, statuses and texts are the same. */
public final class Answers {
    /** In seconds; a node that restarts is away for longer than a moment, and another one may answer at once. */
    private static final String RETRY_AFTER = "5";

    private Answers() {}

    /** No connection has the token of the request. */
    public static Answer unknownConnection() {
        return Answer.text(HttpServletResponse.SC_NOT_FOUND, "No Connection with that ID");
    }

    /** The answer to a poll when there is nothing to send; the client polls again at once. */
    public static Answer nothingYet() {
        return Answer.text(HttpServletResponse.SC_OK, "");
    }

    /** The node takes no new connections (RFC 9110, section 10.2.3: when to ask again, if no other node answers). */
    public static Answer goingAway() {
        return Answer.text(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "This node is shutting down")
                .with("Retry-After", RETRY_AFTER);
    }

    static Answer otherTransport() {
        return Answer.text(HttpServletResponse.SC_BAD_REQUEST, "Cannot change transports mid-connection");
    }

    /** The client has made another request that excludes this one. */
    public static Answer conflict() {
        return Answer.text(HttpServletResponse.SC_CONFLICT, "");
    }

    /** The connection belongs to another user; this does not change it. */
    public static Answer otherUser() {
        return Answer.text(
                HttpServletResponse.SC_FORBIDDEN,
                "This connection belongs to another user than the sender of this request, or to nobody; connect again");
    }

    /** The hub does not offer the transport. */
    public static Answer notSupported(TransportType type) {
        return Answer.text(
                HttpServletResponse.SC_NOT_FOUND,
                type.protocolName() + " transport not supported by this end point type");
    }

    /** The answer to a request whose transport may not have the connection. */
    public static Answer refused(Claim claim) {
        return switch (claim) {
            case GRANTED -> throw new IllegalArgumentException("A granted claim is not refused");
            case OTHER_TRANSPORT -> otherTransport();
            case TAKEN -> conflict();
            case ENDED -> unknownConnection();
            case OTHER_USER -> otherUser();
            case ELSEWHERE -> goingAway();
        };
    }
}
