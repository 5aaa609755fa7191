package io.hubplane.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UndertowReadingTest {
    private final Channel channel = new Channel();
    private final Reading reading = new UndertowReading((Session) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ChannelSession.class}, (proxy, method, arguments) -> channel));

    @Test
    void readingGoesOnOnceTheHandlerIsIdle() {
        reading.pause();
        reading.handled(() -> false);
        channel.runLater();
        assertThat(channel.calls).containsExactly("suspend");

        reading.handled(() -> true);
        channel.runLater();

        assertThat(channel.calls).containsExactly("suspend", "resume");
    }

    @Test
    void readingDoesNotGoOnBeforeTheHandlerWasSeenIdleForAWhile() {
        reading.pause();
        reading.handled(() -> true);

        assertThat(channel.calls).containsExactly("suspend");
        assertThat(channel.later).hasSize(1);
    }

    @Test
    void pausedReadingIsNotPausedAgain() {
        reading.pause();
        reading.pause();

        assertThat(channel.calls).containsExactly("suspend");
    }

    @Test
    void readingCanBePausedAgainAfterItWentOn() {
        reading.pause();
        reading.handled(() -> true);
        channel.runLater();
        reading.pause();

        assertThat(channel.calls).containsExactly("suspend", "resume", "suspend");
    }

    @Test
    void readingThatIsNotPausedIsLeftAlone() {
        reading.handled(() -> true);

        assertThat(channel.calls).isEmpty();
        assertThat(channel.later).isEmpty();
    }

    @Test
    void sessionThatCannotBePausedIsReadOn() {
        Reading other = new UndertowReading(new FakeSession().toSession());

        other.pause();
        other.handled(() -> true);

        assertThat(channel.calls).isEmpty();
    }

    /** The methods of Undertow's session besides those of the specification. */
    interface ChannelSession extends Session {
        Channel getWebSocketChannel();
    }

    /** The methods of Undertow's channel and its thread. */
    static final class Channel {
        final List<String> calls = new ArrayList<>();
        final List<Runnable> later = new ArrayList<>();

        public void suspendReceives() {
            calls.add("suspend");
        }

        public void resumeReceives() {
            calls.add("resume");
        }

        public Channel getIoThread() {
            return this;
        }

        public Object executeAfter(Runnable task, long delay, TimeUnit unit) {
            later.add(task);
            return task;
        }

        void runLater() {
            later.forEach(Runnable::run);
            later.clear();
        }
    }
}
