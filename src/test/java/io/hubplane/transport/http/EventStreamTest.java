package io.hubplane.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.hubplane.transport.CloseStatus;
import io.hubplane.transport.TransportType;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final HubServer hub = new HubServer();
    private final FakeGateway.Connection connection = hub.gateway.add("known");
    private final FakeRequest request = FakeRequest.of("GET", "/chat?id=known")
            .header("Accept", "text/event-stream")
            .header("Origin", "https://hub.example");
    private final FakeResponse response = new FakeResponse();

    @BeforeEach
    void open() throws IOException {
        hub.answer(request, response);
    }

    @Test
    void connectionIsOpenedOverTextBeforeTheClientSeesTheStream() {
        assertThat(connection.events).containsExactly("opened");
        assertThat(connection.transport().type()).isEqualTo(TransportType.SERVER_SENT_EVENTS);
        assertThat(connection.transport().carriesBinary()).isFalse();
        assertThat(response.body()).isEmpty();

        response.writable();

        assertThat(response.body()).isEqualTo(":\r\n");
        assertThat(response.flushes).isEqualTo(1);
    }

    @Test
    void streamHasItsHeadersAndNoTimeout() {
        assertThat(response.contentType()).isEqualTo("text/event-stream");
        assertThat(response.headers())
                .containsEntry("Cache-Control", "no-cache,no-store")
                .containsEntry("Pragma", "no-cache")
                .containsEntry("Content-Encoding", "identity")
                .containsEntry("Vary", "Origin");
        assertThat(request.async.timeout).isZero();
    }

    @Test
    void proxiesAreToldNotToHoldEventsBack() {
        assertThat(response.headers()).containsEntry("X-Accel-Buffering", "no");
    }

    @Test
    void messagesOfABatchAreOneEvent() {
        response.writable();

        connection.send("one,|two");

        assertThat(response.body()).isEqualTo(":\r\ndata: one,two\r\n\r\n");
        assertThat(response.flushes).isEqualTo(2);
        assertThat(connection.events).containsExactly("opened", "sent null");
    }

    @Test
    void sendEndsWhenTheContainerHasTakenTheBytes() {
        response.writable();
        response.fast = false;

        connection.send("one");
        assertThat(connection.events).containsExactly("opened");

        response.writable(); // written
        assertThat(connection.events).containsExactly("opened");

        response.writable(); // flushed
        assertThat(connection.events).containsExactly("opened", "sent null");
    }

    @Test
    void whatIsSentAtOnceFollowsTheOpening() {
        connection.send("early");
        assertThat(response.body()).isEmpty();

        response.writable();

        assertThat(response.body()).isEqualTo(":\r\ndata: early\r\n\r\n");
    }

    @Test
    void closeEndsResponseAndConnection() {
        response.writable();

        connection.transport().close(CloseStatus.GOING_AWAY);
        connection.transport().close(CloseStatus.NORMAL);

        assertThat(request.async.completions).isEqualTo(1);
        assertThat(connection.events).containsExactly("opened", "closed null");
    }

    @Test
    void closeDoesNotWaitForAClientThatDoesNotRead() {
        response.writable();
        response.fast = false;
        connection.send("one");

        connection.transport().close(CloseStatus.INTERNAL_ERROR);

        assertThat(request.async.completions).isEqualTo(1);
        assertThat(connection.events).containsExactly("opened", "sent null", "closed null");
    }

    @Test
    void failedWriteEndsTheConnectionByAFailure() {
        response.writable();
        response.broken = new IOException("gone");

        connection.send("one");

        assertThat(request.async.completions).isEqualTo(1);
        assertThat(connection.events).containsExactly("opened", "sent gone", "closed gone");
    }

    @Test
    void errorThatTheContainerReportsEndsTheConnectionByAFailure() {
        response.writable();

        request.async.error(new IOException("reset"));

        assertThat(connection.events).containsExactly("opened", "closed reset");
    }

    @Test
    void responseThatTheContainerEndsIsNotCompletedAgain() {
        response.writable();

        request.async.complete();

        assertThat(request.async.completions).isEqualTo(1);
        assertThat(connection.events).containsExactly("opened", "closed The container ended the response");
    }

    @Test
    void sendAfterTheEndFails() {
        response.writable();
        connection.transport().close(CloseStatus.NORMAL);

        connection.send("late");

        assertThat(connection.events).containsExactly("opened", "closed null", "sent The response is over");
    }

    @Test
    void postsBringWhatTheClientSends() throws IOException {
        HubServletTest.assertText(
                hub.answer(FakeRequest.of("POST", "/chat?id=known")
                        .principal(() -> "anna")
                        .body("hello")),
                200,
                "");
        assertThat(connection.events).containsExactly("opened", "renewed anna", "received hello");
    }

    @Test
    void deleteIsForLongPollingOnly() throws IOException {
        HubServletTest.assertText(
                hub.answer(FakeRequest.of("DELETE", "/chat?id=known")),
                400,
                "Cannot terminate this connection using the DELETE endpoint.");
    }

    @Test
    void secondStreamIsAConflictAndAPollAChangeOfTransports() throws IOException {
        HubServletTest.assertText(
                hub.answer(FakeRequest.of("GET", "/chat?id=known").header("Accept", "text/event-stream")), 409, "");
        HubServletTest.assertText(
                hub.answer(FakeRequest.of("GET", "/chat?id=known")), 400, "Cannot change transports mid-connection");
    }

    @Test
    void filterThatDoesNotSupportItGivesTheClaimBack() {
        FakeGateway.Connection other = hub.gateway.add("other");
        FakeRequest blocking = FakeRequest.of("GET", "/chat?id=other").header("Accept", "text/event-stream");
        blocking.asyncSupported = false;

        assertThatIllegalStateException().isThrownBy(() -> hub.answer(blocking));
        assertThat(other.abandoned).isEqualTo(1);
    }
}
