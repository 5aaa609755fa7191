package io.hubplane.lifetime.forwarding;

import io.hubplane.backplane.BackplaneMessage.Confirmation;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpAnswer;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpRequest;
import io.hubplane.backplane.BackplaneMessage.Outcome;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.TokenDigest;
import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Converts forwarded requests and their answers between {@code transport} and {@code backplane}, which do not know each other. */
final class ForwardedMessages {
    private ForwardedMessages() {}

    /** The request for the node that owns its connection. It carries no token, and of headers and cookies nothing. */
    static ForwardedHttpRequest request(int id, String nodeId, ForwardedRequest request) {
        RequestInfo details = request.request();
        return new ForwardedHttpRequest(
                id,
                nodeId,
                request.method(),
                TokenDigest.of(request.token()).bytes(),
                details.principal().map(Principal::getName).orElse(null),
                details.identity().roles(),
                details.identity().expires(),
                details.remoteAddress(),
                request.body(),
                true);
    }

    /**
     * Rebuilds the request as if it had come to this node. What is not transmitted is taken from the connection's
     * earlier request, at the latest the negotiation, which this node has answered itself. The principal is taken from
     * it, too, if it has the same name.
     *
     * @param connection the connection of the request; null if there is none
     */
    static ForwardedRequest request(
            ForwardedHttpRequest request, @Nullable HubConnection connection, CompletableFuture<Void> recalled) {
        if (connection == null) {
            return forwarded(
                    request, recalled, "", new RequestInfo(Map.of(), Map.of(), Map.of(), identity(request, null), ""));
        }
        RequestInfo before = connection.request();
        Identity identity = identity(request, connection.identity().principal());
        return forwarded(request, recalled, connection.token(), before.sentBy(identity, request.remoteAddress()));
    }

    private static ForwardedRequest forwarded(
            ForwardedHttpRequest request, CompletableFuture<Void> recalled, String token, RequestInfo details) {
        return new ForwardedRequest(request.method(), token, details, request.body(), Duration.ZERO, recalled);
    }

    private static Identity identity(ForwardedHttpRequest request, @Nullable Principal known) {
        String name = request.principal();
        return new Identity(name == null ? null : principal(name, known), request.roles(), request.expires());
    }

    private static Principal principal(String name, @Nullable Principal known) {
        return known != null && name.equals(known.getName()) ? known : new ForwardedPrincipal(name);
    }

    /** The sender of a request to another node, if the name differs from that of the connection's principal. */
    private record ForwardedPrincipal(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }

    /** The answer for the node that forwarded the request, and that confirms it unless {@code confirmation} is null. */
    static ForwardedHttpAnswer answer(
            ForwardedHttpRequest request, ForwardedAnswer answer, @Nullable Confirmation confirmation) {
        return new ForwardedHttpAnswer(
                request.id(), answer.status(), answer.contentType(), answer.body(), confirmation);
    }

    /** The answer of the node that owns the connection; {@code ended} is told the outcome, unless it is null. */
    static ForwardedAnswer answer(ForwardedHttpAnswer answer, @Nullable Consumer<AnswerOutcome> ended) {
        return new ForwardedAnswer(answer.status(), answer.contentType(), answer.body(), ended);
    }

    static Outcome outcome(AnswerOutcome outcome) {
        return switch (outcome) {
            case WRITTEN -> Outcome.WRITTEN;
            case NOT_BEGUN -> Outcome.NOT_BEGUN;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }

    static AnswerOutcome outcome(Outcome outcome) {
        return switch (outcome) {
            case WRITTEN -> AnswerOutcome.WRITTEN;
            case NOT_BEGUN -> AnswerOutcome.NOT_BEGUN;
            case UNKNOWN -> AnswerOutcome.UNKNOWN;
        };
    }
}
