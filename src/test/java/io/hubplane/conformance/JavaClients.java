package io.hubplane.conformance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.signalr.HttpHubConnectionBuilder;
import com.microsoft.signalr.HubConnection;
import com.microsoft.signalr.HubConnectionBuilder;
import com.microsoft.signalr.TransportEnum;
import io.hubplane.fixture.Inbox;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import java.net.URI;
import java.util.List;

/** Starts, stops and awaits official Java clients. */
final class JavaClients {
    private JavaClients() {}

    static HttpHubConnectionBuilder builder(URI hub, TransportEnum transport) {
        return HubConnectionBuilder.create(hub.toString()).withTransport(transport);
    }

    static void start(HubConnection connection) {
        assertThat(connection.start().blockingAwait(Inbox.PATIENCE.toSeconds(), SECONDS))
                .isTrue();
    }

    static void stop(HubConnection connection) {
        assertThat(connection.stop().blockingAwait(Inbox.PATIENCE.toSeconds(), SECONDS))
                .isTrue();
    }

    static <T> T result(Single<T> answer) {
        return answer.timeout(Inbox.PATIENCE.toSeconds(), SECONDS).blockingGet();
    }

    static <T> List<T> items(Observable<T> stream) {
        return result(stream.toList());
    }
}
