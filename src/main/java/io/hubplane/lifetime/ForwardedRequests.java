package io.hubplane.lifetime;

import io.hubplane.backplane.BackplaneMessage;
import io.hubplane.backplane.BackplaneMessage.Confirmation;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpAnswer;
import io.hubplane.backplane.BackplaneMessage.ForwardedHttpRequest;
import io.hubplane.backplane.BackplaneMessage.PollRecall;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubServices;
import io.hubplane.connection.TokenDigest;
import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import io.hubplane.transport.Identity;
import io.hubplane.transport.RequestInfo;
import java.lang.System.Logger;
import java.security.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has requests that other nodes forward handled here. Safe for any thread. */
final class ForwardedRequests {
    private static final Logger LOGGER = System.getLogger(ForwardedRequests.class.getName());

    private static final int INTERNAL_SERVER_ERROR = 500;

    private final HubServices services;
    private final Routing routing;
    private final ForwardingRoom room;
    private final AnswerConfirmations confirmations;
    /** Polls that have not been answered: what recalls them. */
    private final Map<PollRecall, CompletableFuture<Void>> polls = new ConcurrentHashMap<>();

    private volatile @Nullable Service service;

    /**
     * Makes what serves one hub; nothing is handled before {@link #serve}.
     *
     * @param options how many requests there may be
     * @param confirmations tell what became of answers
     */
    ForwardedRequests(HubServices services, Routing routing, FarmOptions options, AnswerConfirmations confirmations) {
        this.services = services;
        this.routing = routing;
        this.room = new ForwardingRoom(options, services::limitReached);
        this.confirmations = confirmations;
    }

    /** Has what other nodes forward handled. */
    void serve(Service serving) {
        service = serving;
    }

    /** Another node forwards a request. */
    void came(ForwardedHttpRequest request) {
        Service serving = service;
        if (serving == null) {
            warn(request, "A request came from another node before this one serves any", null);
            return;
        }
        ForwardedAnswer refusal = room.take(request.method(), request.body(), request.remoteAddress());
        if (refusal != null) {
            send(request, refusal, null);
            return;
        }
        CompletableFuture<Void> recalled = new CompletableFuture<>();
        ForwardingLanes.Step step = new ForwardingLanes.Step(() -> handle(serving, request, recalled), refused -> {
            over(request, CompletableFuture.failedFuture(refused));
            failed(request, refused);
        });
        if (ForwardingRoom.isPoll(request.method())) {
            polls.put(recallOf(request), recalled); // before a recall can come, which does so on this thread, too
            serving.lanes().runBeside(step); // behind nothing that would have to wait for it
        } else {
            serving.lanes().run(TokenDigest.read(request.connection()), step);
        }
    }

    private static PollRecall recallOf(ForwardedHttpRequest request) {
        return new PollRecall(request.node(), request.id());
    }

    /** Another node wants a poll answered at once; it may have been. */
    void came(PollRecall recall) {
        CompletableFuture<Void> recalled = polls.get(recall);
        if (recalled != null) {
            recalled.complete(null);
        }
    }

    private void over(ForwardedHttpRequest request, CompletionStage<?> outcome) {
        room.giveBackAfter(outcome, request.method(), request.body(), request.remoteAddress());
        if (ForwardingRoom.isPoll(request.method())) {
            outcome.whenComplete((answer, failure) -> polls.remove(recallOf(request)));
        }
    }

    private void handle(Service serving, ForwardedHttpRequest request, CompletableFuture<Void> recalled) {
        CompletionStage<ForwardedAnswer> outcome;
        try {
            outcome = serving.handler().apply(decode(request, recalled, serving));
        } catch (RuntimeException e) {
            outcome = CompletableFuture.failedFuture(e);
        }
        over(request, outcome);
        outcome.whenComplete((answer, failure) -> {
            if (failure == null) {
                answer(serving, request, answer);
            } else {
                failed(request, failure);
            }
        });
    }

    private void failed(ForwardedHttpRequest request, Throwable failure) {
        warn(request, "A request of another node could not be handled", failure);
        send(request, new ForwardedAnswer(INTERNAL_SERVER_ERROR, "", new byte[0]), null);
    }

    private void answer(Service serving, ForwardedHttpRequest request, ForwardedAnswer answer) {
        if (answer.ended() == null || !request.confirms()) {
            send(request, answer, null);
            answer.end(AnswerOutcome.WRITTEN); // as far as nodes of the older layout let anybody know
            return;
        }
        AnswerConfirmations.Expected expected = confirmations.expect(request.node(), serving.sendTimeout(), answer);
        expected.sent(send(request, answer, expected.confirmation()));
    }

    private CompletionStage<Integer> send(
            ForwardedHttpRequest request, ForwardedAnswer answer, @Nullable Confirmation confirmation) {
        BackplaneMessage message = new ForwardedHttpAnswer(
                request.id(), answer.status(), answer.contentType(), answer.body(), confirmation);
        return routing.tell(request.node(), message).whenComplete((nodes, failure) -> {
            if (failure != null) {
                warn(request, "A request of another node could not be answered", failure);
            }
        });
    }

    private void warn(ForwardedHttpRequest request, String message, @Nullable Throwable failure) {
        services.log().warnOf("node " + request.node(), LOGGER, message, failure);
    }

    /**
     * The request as it would be if it had come in here: what does not travel is known from the request before, the
     * negotiation at the latest, which this node has answered itself. So is the principal, if it has the same name.
     */
    private static ForwardedRequest decode(
            ForwardedHttpRequest request, CompletableFuture<Void> recalled, Service serving) {
        HubConnection connection = serving.connections().apply(TokenDigest.read(request.connection()));
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

    /** Who sent a request to another node and is not whom this connection belongs to, by name. */
    private record ForwardedPrincipal(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }

    /**
     * What handles requests here.
     *
     * @param connections finds the connection of a digest; null if there is none
     * @param handler handles a request
     * @param lanes run the handler
     * @param sendTimeout how long a client of another node may take for an answer
     */
    record Service(
            Function<TokenDigest, @Nullable HubConnection> connections,
            Function<ForwardedRequest, CompletionStage<ForwardedAnswer>> handler,
            ForwardingLanes lanes,
            Duration sendTimeout) {}
}
