package io.hubplane.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/**
 * Finding the TCP connection of a request, with classes that have the same names and methods as those of the servers.
 */
class WireTest {
    /** Grizzly's connection, and the way to it. */
    public static class Grizzly {
        private final String protocol;
        private int most;
        private boolean terminated;

        Grizzly(String protocol) {
            this.protocol = protocol;
        }

        public String getProtocol() {
            return protocol;
        }

        public Grizzly getUnwrappedCoyoteRequest() {
            return this;
        }

        public Grizzly getCoyoteRequest() {
            return this;
        }

        public Grizzly getConnection() {
            return this;
        }

        public void setMaxAsyncWriteQueueSize(int bytes) {
            most = bytes;
        }

        public boolean isOpen() {
            return !terminated;
        }

        public void terminateSilently() {
            terminated = true;
        }
    }

    /** Undertow's connection, and the way to it. */
    public static class Undertow {
        private boolean closed;
        private boolean complete;

        public boolean isResponseComplete() {
            return complete;
        }

        public String getProtocol() {
            return "HTTP/1.1";
        }

        public Undertow getExchange() {
            return this;
        }

        public Undertow getConnection() {
            return this;
        }

        public boolean isOpen() {
            return !closed;
        }

        public void close() {
            closed = true;
        }
    }

    /** A connection that names its I/O thread. */
    public static final class UndertowWithThread extends Undertow {
        private final List<Runnable> tasks = new ArrayList<>();

        public Executor getIoThread() {
            return tasks::add;
        }
    }

    /** A wrapper, as filters put around requests. */
    public record Wrapper(Object getRequest) {
        public String getProtocol() {
            return "HTTP/1.1";
        }
    }

    @Test
    void grizzlyIsKeptFromHoldingMuchAndCanBeCut() {
        Grizzly grizzly = new Grizzly("HTTP/1.1");
        Wire wire = Wire.below(new Wrapper(new Wrapper(grizzly)));
        wire.holdLittle();
        assertThat(grizzly.most).isEqualTo(64 * 1024);
        assertThat(wire.isOpen()).isTrue();
        wire.abort();

        assertThat(grizzly.terminated).isTrue();
        assertThat(wire.isOpen()).isFalse();
    }

    @Test
    void undertowHoldsLittleAndCanBeCut() {
        Undertow undertow = new Undertow();
        Wire wire = Wire.below(new Wrapper(undertow));
        wire.holdLittle();
        assertThat(wire.isOpen()).isTrue();
        wire.abort();

        assertThat(undertow.closed).isTrue();
        assertThat(wire.isOpen()).isFalse();
    }

    @Test
    void undertowIsCutInItsThreadOfTheConnectionAndResponsesEndThereAfterwards() {
        UndertowWithThread undertow = new UndertowWithThread();
        Wire wire = Wire.below(undertow);
        List<Boolean> open = new ArrayList<>();
        wire.abort();
        wire.execute(() -> open.add(wire.isOpen()));
        assertThat(wire.isOpen()).isTrue();
        undertow.tasks.forEach(Runnable::run);

        assertThat(open).containsExactly(false);
    }

    @Test
    void grizzlyDoesNotTellAnAnswerThatHasBeenWrittenFromLaterOnes() {
        Wire wire = Wire.below(new Grizzly("HTTP/1.1"));

        assertThat(wire.holdsAnswer()).isFalse();
        assertThat(wire.tellsOfAbort()).isTrue();
    }

    @Test
    void undertowSaysWhetherTheAnswerHasLeft() {
        Undertow undertow = new Undertow();
        Wire wire = Wire.below(undertow);
        assertThat(wire.holdsAnswer()).isTrue();
        assertThat(wire.tellsOfAbort()).isFalse();
        undertow.complete = true;

        assertThat(wire.holdsAnswer()).isFalse();
    }

    @Test
    void aConnectionOfManyStreamsIsNotReached() {
        assertThat(Wire.below(new Grizzly("HTTP/2.0"))).isSameAs(Wire.UNREACHABLE);
    }

    @Test
    void anyOtherServerIsLeftAlone() {
        Wire wire = Wire.below(new Wrapper("a request"));
        wire.holdLittle();
        wire.abort();

        assertThat(wire).isSameAs(Wire.UNREACHABLE);
        assertThat(wire.isOpen()).isFalse();
    }
}
