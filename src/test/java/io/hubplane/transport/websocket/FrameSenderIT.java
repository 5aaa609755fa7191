package io.hubplane.transport.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hubplane.fixture.BuildOutput;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The cheap ways to send are not in the standard API; a new version of a server may remove them without an error. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class FrameSenderIT {
    @SuppressWarnings("NullAway.Init") // Arquillian's
    @ArquillianResource
    private URL application;

    @Deployment
    static WebArchive probe() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, BuildOutput.war().toFile())
                .addClass(SenderProbe.class);
    }

    @Test
    void theCheapestWayToSendIsOpen() {
        URI probe = URI.create("ws://127.0.0.1:" + application.getPort() + application.getPath() + "probe/sender");
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(probe, new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        answer.complete(text.toString());
                        return null;
                    }

                    @Override
                    public void onError(WebSocket from, Throwable failure) {
                        answer.completeExceptionally(failure);
                    }
                })
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        try {
            String found = answer.orTimeout(30, TimeUnit.SECONDS).join();
            assertEquals(
                    found.startsWith("UNDERTOW") ? "UNDERTOW AsyncFrameSender false" : "TYRUS TyrusFrameSender true",
                    found);
        } finally {
            socket.abort();
        }
    }
}
