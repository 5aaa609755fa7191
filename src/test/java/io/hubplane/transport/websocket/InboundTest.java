package io.hubplane.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class InboundTest {
    private final RecordedConnection connection = new RecordedConnection();
    private final Inbound inbound = new Inbound(connection, Reading.ONE_BY_ONE);

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void partsArePassedOnAsTheyCome() {
        inbound.text("he", false);
        inbound.text("llo €", true);
        inbound.binary(bytes("bye"), true);

        assertThat(connection.events).containsExactly("received he", "received llo €", "received bye");
    }

    @Test
    void surrogatePairSplitOverTwoPartsIsJoined() {
        inbound.text("a\uD83D", false);
        inbound.text("\uDE00b", true);

        assertThat(connection.events).containsExactly("received a", "received 😀b");
    }

    @Test
    void partThatIsHalfASurrogatePairWaitsForTheOther() {
        inbound.text("\uD83D", false);
        inbound.text("", false);
        inbound.text("\uDE00", true);

        assertThat(connection.events).containsExactly("received 😀");
    }

    @Test
    void emptyPartsAreNotPassedOn() {
        inbound.text("", true);
        inbound.binary(bytes(""), true);

        assertThat(connection.events).isEmpty();
    }

    @Test
    void endIsToldOnceAndNothingFollows() {
        inbound.closed(null);
        inbound.closed(new IllegalStateException("later"));
        inbound.text("late", true);

        assertThat(connection.events).containsExactly("closed null");
    }

    @Test
    void endDuringAPartIsToldAfterIt() {
        connection.onReceived = () -> {
            inbound.closed(new IllegalStateException("broken"));
            connection.events.add("handled");
        };

        inbound.text("part", true);

        assertThat(connection.events).containsExactly("received part", "handled", "closed broken");
    }

    @Test
    void endOnAnotherThreadDuringAPartIsToldAfterIt() throws Exception {
        CountDownLatch receiving = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        connection.onReceived = () -> {
            receiving.countDown();
            await(goOn);
            connection.events.add("handled");
        };

        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> inbound.text("part", true));
        await(receiving);
        inbound.closed(null);
        goOn.countDown();
        reader.get(10, TimeUnit.SECONDS);

        assertThat(connection.events).containsExactly("received part", "handled", "closed null");
    }

    @Test
    void failureOfTheHandlerDoesNotKeepTheEndBack() {
        connection.onReceived = () -> {
            throw new IllegalStateException("handler");
        };

        assertThatIllegalStateException().isThrownBy(() -> inbound.text("part", true));
        inbound.closed(null);

        assertThat(connection.events).containsExactly("received part", "closed null");
    }

    @Test
    void handlingIsIdleUntilTheNextPartComes() {
        List<BooleanSupplier> idle = new ArrayList<>();
        Inbound observed = new Inbound(connection, new Reading() {
            @Override
            public void handled(BooleanSupplier supplier) {
                idle.add(supplier);
            }
        });

        observed.text("one", true);
        assertThat(idle.get(0).getAsBoolean()).isTrue();
        observed.text("two", true);

        assertThat(idle.get(0).getAsBoolean()).isFalse();
        assertThat(idle.get(1).getAsBoolean()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
