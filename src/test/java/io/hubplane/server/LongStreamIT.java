package io.hubplane.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.fixture.Farm;
import io.hubplane.fixture.OfficialClient;
import io.hubplane.fixture.RawConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stream of any length is as fast as its reader. */
@ExtendWith(SharedFarm.class)
class LongStreamIT {
    private static final int ITEMS = 1_000_000;

    /** More than the sockets and buffers on the way can hold (some megabytes), and much less than the whole stream. */
    private static final int HALF = ITEMS / 2;

    private final Farm farm;

    LongStreamIT(Farm farm) {
        this.farm = farm;
    }

    @Test
    void aMillionItemsWaitForAReaderThatPauses() throws Exception {
        URI hub = farm.first().resolve("probe");
        Reader reader = new Reader();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(hub.toString().replaceFirst("^http", "ws")), reader)
                .get(30, TimeUnit.SECONDS);
        socket.sendText(RawConnection.HANDSHAKE, true).join();
        socket.sendText(
                        "{\"type\":4,\"invocationId\":\"1\",\"target\":\"count\",\"arguments\":[" + ITEMS + "]}"
                                + RawConnection.RS,
                        true)
                .join();
        try (OfficialClient other = farm.clients().open(hub)) {
            assertThat(countedAtRest(other)).isPositive().isLessThan(HALF);
            socket.request(Long.MAX_VALUE);
            assertThat(reader.completed.get(60, TimeUnit.SECONDS)).isEqualTo(ITEMS);
            assertThat(other.invoke("counted")).isEqualTo(ITEMS);
        } finally {
            socket.abort();
        }
    }

    /** How many items have been requested from the hub when no more are requested, which only waiting can show. */
    private static int countedAtRest(OfficialClient client) throws InterruptedException {
        int before = -1;
        int counted = 0;
        while (counted == 0 || counted != before) {
            before = counted;
            TimeUnit.MILLISECONDS.sleep(700);
            counted = (Integer) client.invoke("counted");
        }
        return counted;
    }

    /** Reads nothing until the test says so, then checks that the items come in order. */
    private static final class Reader implements WebSocket.Listener {
        private static final String ITEM = "{\"type\":2,\"invocationId\":\"1\",\"item\":";

        final CompletableFuture<Integer> completed = new CompletableFuture<>();
        private final StringBuilder pending = new StringBuilder();
        private int next;

        @Override
        public void onOpen(WebSocket socket) {
            // Requests nothing.
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            pending.append(data);
            int from = 0;
            for (int end = pending.indexOf(RawConnection.RS); end >= 0; end = pending.indexOf(RawConnection.RS, from)) {
                message(pending.substring(from, end));
                from = end + 1;
            }
            pending.delete(0, from);
            return null;
        }

        private void message(String message) {
            if (message.equals(ITEM + next + "}")) {
                next++;
            } else if (message.startsWith("{\"type\":3")) {
                completed.complete(next);
            } else if (!message.equals("{}") && !message.equals("{\"type\":6}")) {
                completed.completeExceptionally(new AssertionError("After " + next + " items came " + message));
            }
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            completed.completeExceptionally(error);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            completed.completeExceptionally(new AssertionError("Closed with " + status + " after " + next + " items"));
            return null;
        }
    }
}
