package io.hubplane.connection.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.connection.HubConnection;
import io.hubplane.fake.FakeTransport;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.protocol.HubMessage;
import io.hubplane.transport.CloseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How a writer waits for a slow client: 65,536 bytes may wait, and the writer continues below 32,768. */
class WritabilityTest {
    private final TestNode node = TestNode.on(new LocalBackplane()).build();
    private final FakeTransport transport = new FakeTransport();
    private final TestClient client = node.connect(null, transport);
    private final HubConnection connection = node.dispatch.connection(client);
    private final AtomicInteger told = new AtomicInteger();

    /** Writes a stream item of this many bytes. */
    private void write(int length) {
        int overhead = "{\"type\":3,\"invocationId\":\"1\",\"result\":\"\"}\u001e".length();
        connection.write(HubMessage.Completion.ofResult("1", "x".repeat(length - overhead)));
    }

    private boolean isWritable() {
        return connection.whenWritable(told::incrementAndGet);
    }

    /** From now on nothing is sent; the frame under way does not count. */
    private void stall() {
        transport.slow();
        write(100);
    }

    @Test
    void anIdleConnectionIsWritableAndKeepsNoAction() {
        assertThat(isWritable()).isTrue();
        stall();
        write(60_000);
        transport.speedUp();

        assertThat(told).hasValue(0);
    }

    @Test
    void aConnectionIsWritableUntilTheBoundIsReached() {
        stall();
        write(65_535);
        assertThat(isWritable()).isTrue();
        connection.write(HubMessage.Ping.INSTANCE);

        assertThat(isWritable()).isFalse();
    }

    @Test
    void theActionRunsOnceWhenLessThanHalfOfTheBoundWaits() {
        stall();
        write(40_000);
        write(32_768);
        write(32_768);
        assertThat(isWritable()).isFalse();
        transport.complete(null);
        assertThat(told).as("65,536 wait").hasValue(0);
        transport.complete(null);
        assertThat(told).as("32,768 wait no more").hasValue(1);
        transport.speedUp();

        assertThat(told).hasValue(1);
    }

    @Test
    void exactlyHalfIsNotYetLessThanHalf() {
        stall();
        write(60_000);
        write(32_768);
        assertThat(isWritable()).isFalse();
        transport.complete(null);
        assertThat(told).hasValue(0);
        transport.complete(null);

        assertThat(told).hasValue(1);
    }

    @Test
    void everyActionRuns() {
        stall();
        write(70_000);
        assertThat(isWritable()).isFalse();
        assertThat(isWritable()).isFalse();
        transport.complete(null);

        assertThat(told).hasValue(2);
    }

    @Test
    void anActionThatFailsKeepsNeitherTheOthersNorTheMessages() {
        stall();
        write(70_000);
        connection.whenWritable(() -> {
            throw new IllegalStateException("bug");
        });
        assertThat(isWritable()).isFalse();
        write(100);
        transport.speedUp();

        assertThat(told).hasValue(1);
        assertThat(client.messages()).hasSize(3);
    }

    @Test
    void anActionMayWriteAndWaitAgain() {
        List<Integer> depths = new ArrayList<>();
        AtomicInteger depth = new AtomicInteger();
        Runnable pump = new Runnable() {
            @Override
            public void run() {
                depths.add(depth.incrementAndGet());
                while (depths.size() < 1000 && connection.whenWritable(this)) {
                    write(40_000);
                }
                depth.decrementAndGet();
            }
        };
        stall();
        write(70_000);
        assertThat(connection.whenWritable(pump)).isFalse();
        for (int i = 0; i < 20; i++) {
            transport.complete(null);
        }

        assertThat(depths).hasSizeGreaterThan(5).containsOnly(1);
    }

    @Test
    void noActionRunsWithinAnother() {
        Writability writability = new Writability();
        List<String> order = new ArrayList<>();
        writability.await(() -> {
            order.add("first begins");
            writability.await(() -> order.add("second"));
            writability.tell(() -> true);
            order.add("first ends");
        });
        writability.tell(() -> true);

        assertThat(order).containsExactly("first begins", "first ends", "second");
        assertThat(writability.isAwaited()).isFalse();
    }

    @Test
    void theEndOfTheConnectionTellsToo() {
        stall();
        write(70_000);
        assertThat(isWritable()).isFalse();
        connection.abort();

        assertThat(told).hasValue(1);
        assertThat(isWritable()).isTrue();
    }

    @Test
    void anAbruptEndTellsToo() {
        stall();
        write(70_000);
        assertThat(isWritable()).isFalse();
        client.connection().closed(new IllegalStateException("reset"));

        assertThat(told).hasValue(1);
        assertThat(transport.closes()).first().isEqualTo(CloseStatus.INTERNAL_ERROR);
    }

    @Test
    void aSendThatFailsTellsToo() {
        stall();
        write(70_000);
        assertThat(isWritable()).isFalse();
        transport.complete(new IllegalStateException("broken pipe"));

        assertThat(told).hasValue(1);
    }
}
