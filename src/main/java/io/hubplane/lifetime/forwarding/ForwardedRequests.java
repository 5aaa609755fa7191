package io.hubplane.lifetime.forwarding;

import io.hubplane.backplane.BackplaneMessage.ForwardedHttpRequest;
import io.hubplane.backplane.BackplaneMessage.PollRecall;
import io.hubplane.connection.HubConnection;
import io.hubplane.connection.HubServices;
import io.hubplane.connection.TokenDigest;
import io.hubplane.lifetime.routing.FarmOptions;
import io.hubplane.lifetime.routing.Routing;
import io.hubplane.transport.AnswerOutcome;
import io.hubplane.transport.ForwardedAnswer;
import io.hubplane.transport.ForwardedRequest;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Handles requests that other nodes forward to this one. Safe for any thread. */
final class ForwardedRequests {
    private static final Logger LOGGER = System.getLogger(ForwardedRequests.class.getName());

    private static final int INTERNAL_SERVER_ERROR = 500;

    private final HubServices services;
    private final Routing routing;
    private final ForwardingCapacity capacity;
    private final AnswerConfirmations confirmations;
    /** Polls that have not been answered. Completing the value recalls the poll. */
    private final Map<PollRecall, CompletableFuture<Void>> polls = new ConcurrentHashMap<>();

    private volatile @Nullable Service service;

    /**
     * Makes the handler of one hub; it handles nothing before {@link #serve}.
     *
     * @param options how many requests there may be
     * @param confirmations take the outcomes of answers
     */
    ForwardedRequests(HubServices services, Routing routing, FarmOptions options, AnswerConfirmations confirmations) {
        this.services = services;
        this.routing = routing;
        this.capacity = new ForwardingCapacity(options, services::limitReached);
        this.confirmations = confirmations;
    }

    /** Begins to handle requests. */
    void serve(Service serving) {
        service = serving;
    }

    /** Takes a request that another node forwards. */
    void received(ForwardedHttpRequest request) {
        Service serving = service;
        if (serving == null) {
            warn(request, "A request came from another node before this node serves the hub", null);
            return;
        }
        ForwardedAnswer refusal = capacity.take(request.method(), request.body(), request.remoteAddress());
        if (refusal != null) {
            tell(request, refusal);
            return;
        }
        CompletableFuture<Void> recalled = new CompletableFuture<>();
        ForwardingLanes.Step step = new ForwardingLanes.Step(() -> handle(serving, request, recalled), refused -> {
            over(request, CompletableFuture.failedFuture(refused));
            failed(request, refused);
        });
        if (ForwardingCapacity.isPoll(request.method())) {
            polls.put(recallOf(request), recalled); // before its recall can come, which this same thread receives
            serving.lanes().runBeside(step); // it must not wait behind requests that may wait for it
        } else {
            serving.lanes().run(TokenDigest.read(request.connection()), step);
        }
    }

    private static PollRecall recallOf(ForwardedHttpRequest request) {
        return new PollRecall(request.node(), request.id());
    }

    /** Another node wants the answer to a poll at once; the poll may already be answered. */
    void received(PollRecall recall) {
        CompletableFuture<Void> recalled = polls.get(recall);
        if (recalled != null) {
            recalled.complete(null);
        }
    }

    private void over(ForwardedHttpRequest request, CompletionStage<?> outcome) {
        capacity.giveBackAfter(outcome, request.method(), request.body(), request.remoteAddress());
        if (ForwardingCapacity.isPoll(request.method())) {
            outcome.whenComplete((answer, failure) -> polls.remove(recallOf(request)));
        }
    }

    private void handle(Service serving, ForwardedHttpRequest request, CompletableFuture<Void> recalled) {
        CompletionStage<ForwardedAnswer> outcome;
        try {
            HubConnection connection = serving.connections().apply(TokenDigest.read(request.connection()));
            outcome = serving.handler().apply(ForwardedMessages.request(request, connection, recalled));
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
        warn(request, "A request from another node could not be handled", failure);
        tell(request, new ForwardedAnswer(INTERNAL_SERVER_ERROR, "", new byte[0]));
    }

    private void answer(Service serving, ForwardedHttpRequest request, ForwardedAnswer answer) {
        if (answer.ended() == null || !request.confirms()) {
            tell(request, answer);
            answer.end(AnswerOutcome.WRITTEN); // nodes with the older layout report nothing
            return;
        }
        AnswerConfirmations.Expected expected = confirmations.expect(request.node(), serving.sendTimeout(), answer);
        CompletionStage<Boolean> sent =
                routing.ask(request.node(), ForwardedMessages.answer(request, answer, expected.confirmation()));
        expected.sent(sent);
        warnOfFailure(request, sent);
    }

    private void tell(ForwardedHttpRequest request, ForwardedAnswer answer) {
        warnOfFailure(request, routing.tell(request.node(), ForwardedMessages.answer(request, answer, null)));
    }

    private void warnOfFailure(ForwardedHttpRequest request, CompletionStage<?> sent) {
        sent.whenComplete((taken, failure) -> {
            if (failure != null) {
                warn(request, "A request from another node could not be answered", failure);
            }
        });
    }

    private void warn(ForwardedHttpRequest request, String message, @Nullable Throwable failure) {
        services.log().warnOf("node " + request.node(), LOGGER, message, failure);
    }

    /**
     * Handles requests on this node.
     *
     * @param connections finds the connection of a digest; null if there is none
     * @param handler handles a request
     * @param lanes run the handler
     * @param sendTimeout how long a client of another node may take to read an answer
     */
    record Service(
            Function<TokenDigest, @Nullable HubConnection> connections,
            Function<ForwardedRequest, CompletionStage<ForwardedAnswer>> handler,
            ForwardingLanes lanes,
            Duration sendTimeout) {}
}
