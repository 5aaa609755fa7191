package io.hubplane.conformance;

import static io.hubplane.conformance.JavaClients.result;
import static io.hubplane.conformance.JavaClients.start;
import static io.hubplane.conformance.JavaClients.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.signalr.HubConnection;
import com.microsoft.signalr.HubException;
import com.microsoft.signalr.TransportEnum;
import io.hubplane.fixture.Inbox;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.subjects.ReplaySubject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Streams of the official Java client whose messages must stay in order. They do over WebSockets; over long polling this
 * client has several POSTs under way at a time, which overtake each other.
 */
@ExtendWith(ConformanceFarm.Shared.class)
class JavaClientStreamsIT {
    private final HubConnection client;

    JavaClientStreamsIT(ConformanceFarm farm) {
        client = JavaClients.builder(farm.resolve("testhub"), TransportEnum.WEBSOCKETS)
                .build();
    }

    @BeforeEach
    void connect() {
        start(client);
    }

    @AfterEach
    void disconnect() {
        stop(client);
    }

    @Test
    void aStreamCanBeCancelled() {
        Inbox<String> cancelled = new Inbox<>("ends of streams");
        client.on("StreamCanceled", () -> cancelled.put("cancelled"));
        Disposable stream = client.stream(String.class, "InfiniteStream").subscribe();
        stream.dispose();
        assertThat(cancelled.next()).isEqualTo("cancelled");
    }

    @Test
    void theClientStreamsToTheServer() {
        List<String> parts =
                IntStream.range(0, 100).mapToObj(number -> number + ";").toList();
        assertThat(result(client.invoke(String.class, "StreamingConcat", Observable.fromIterable(parts))))
                .isEqualTo(String.join("", parts));
    }

    @Test
    void aClientThatFailsToStreamFailsItsCall() {
        ReplaySubject<String> parts = ReplaySubject.create();
        parts.onNext("Two roads ");
        Single<String> answer = client.invoke(String.class, "StreamingConcat", parts);
        parts.onError(new IllegalStateException("The ink is spilled."));
        assertThatThrownBy(() -> result(answer))
                .isInstanceOf(HubException.class)
                .hasMessageStartingWith(
                        "An unexpected error occurred invoking 'StreamingConcat' on the server." + " HubException: ")
                .hasMessageContaining("The ink is spilled.");
    }
}
