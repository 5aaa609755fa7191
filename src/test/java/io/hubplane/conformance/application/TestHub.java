package io.hubplane.conformance.application;

import io.hubplane.hub.CancellationToken;
import io.hubplane.hub.Hub;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.SingleClientProxy;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.jspecify.annotations.Nullable;

/** Answers, fails and streams in all the ways that the tests of the official clients need. */
@Hub("/testhub")
public class TestHub {
    /** Returns its argument. */
    public String echo(String message) {
        return message;
    }

    /** Returns the id of the caller's connection. */
    public String getCallerConnectionId(HubCallerContext caller) {
        return caller.connectionId();
    }

    /** Returns how many redirects had been answered when the caller was redirected here. */
    public int getNumRedirects(HubCallerContext caller) {
        return Integer.parseInt(caller.queryParameter("numRedirects").orElseThrow());
    }

    /** Fails with a text. */
    public void throwException(String message) {
        throw new InvalidOperationException(message);
    }

    /** Sends a text back to the caller. */
    public CompletionStage<Void> invokeWithString(String message, HubCallerContext caller, HubCallerClients clients) {
        return clients.client(caller.connectionId()).send("Message", message);
    }

    /** Sends an object back to the caller. */
    public CompletionStage<Void> sendCustomObject(
            CustomObject object, HubCallerContext caller, HubCallerClients clients) {
        return clients.client(caller.connectionId()).send("CustomObject", object);
    }

    /** Streams three letters. */
    public Flow.Publisher<String> stream() {
        return streamOf(List.of("a", "b", "c"));
    }

    /** Streams nothing and ends at once. */
    public Flow.Publisher<Integer> emptyStream() {
        return streamOf(List.of());
    }

    private static <T> Flow.Publisher<T> streamOf(List<T> items) {
        return subscriber -> {
            try (SubmissionPublisher<T> publisher = new SubmissionPublisher<>()) {
                publisher.subscribe(subscriber);
                items.forEach(publisher::submit);
            }
        };
    }

    /** Streams nothing until it is cancelled, and then tells the caller. */
    public Flow.Publisher<String> infiniteStream(
            CancellationToken token, HubCallerContext caller, HubCallerClients clients) {
        SingleClientProxy client = clients.client(caller.connectionId());
        CompletionStage<Void> unused = token.cancelled().thenCompose(ignored -> client.send("StreamCanceled"));
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                // No item is ever sent.
            }

            @Override
            public void cancel() {
                // The token handles it, see above.
            }
        });
    }

    /** Fails before it streams. */
    public Flow.Publisher<String> streamThrowException(String message) {
        throw new InvalidOperationException(message);
    }

    /** Joins the texts of a stream. */
    public CompletionStage<String> streamingConcat(Flow.Publisher<String> parts) {
        Concatenation concatenation = new Concatenation();
        parts.subscribe(concatenation);
        return concatenation.whole();
    }

    /** Returns the transport's name in the protocol. */
    public String getActiveTransportName(HubCallerContext caller) {
        return caller.transport();
    }

    /** Returns its argument. */
    public ComplexObject echoComplexObject(ComplexObject object) {
        return object;
    }

    /** Returns an object whose values clients know. */
    public ComplexObject sendComplexObject() {
        return new ComplexObject(
                "hello world",
                new int[] {1, 2, 3},
                new byte[] {1, 2, 3},
                UUID.fromString("00010203-0405-0607-0706-050403020100"),
                Instant.parse("2000-01-01T00:00:00Z"));
    }

    /** Returns the content type of the request by which the caller connected. */
    public @Nullable String getContentTypeHeader(HubCallerContext caller) {
        return getHeader("Content-Type", caller);
    }

    /** Returns a header of the request by which the caller connected. */
    public @Nullable String getHeader(String name, HubCallerContext caller) {
        return caller.header(name).orElse(null);
    }

    /** Returns a cookie of the request by which the caller connected. */
    public @Nullable String getCookie(String name, HubCallerContext caller) {
        return caller.cookie(name).orElse(null);
    }
}
