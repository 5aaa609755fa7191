package io.hubplane.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.hubplane.backplane.LocalBackplane;
import io.hubplane.lifetime.TestNode;
import io.hubplane.lifetime.TestNode.TestClient;
import io.hubplane.transport.Pending;
import io.hubplane.transport.Wire;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What happens to the TCP connection of a transport that has sent its last message; it has 5 s to close. */
class AbortsTest {
    private final TestNode node = TestNode.on(new LocalBackplane()).build();
    private final TestClient client = node.connect();
    private final Line line = new Line();

    @Test
    void aWireThatIsStillThereAfterATimeIsCut() {
        client.connection().released(line);
        node.pass(Duration.ofSeconds(5).minusNanos(1));
        assertThat(line.aborts).isZero();
        node.pass(Duration.ofNanos(1));

        assertThat(line.aborts).isOne();
    }

    @Test
    void aWireIsCutAfterItsConnectionHasBeenForgotten() {
        client.connection().closed(null);
        client.connection().released(line);
        node.pass(Duration.ofSeconds(5));

        assertThat(node.connections.statistics().clients()).isZero();
        assertThat(line.aborts).isOne();
    }

    @Test
    void aWireThatItsPeerHasClosedIsLeftAlone() {
        client.connection().released(line);
        line.open = false;
        node.pass(Duration.ofSeconds(5));

        assertThat(line.aborts).isZero();
    }

    @Test
    void eachWireHasItsTime() {
        Line later = new Line();
        client.connection().released(line);
        node.pass(Duration.ofSeconds(3));
        client.connection().released(later);
        node.pass(Duration.ofSeconds(3));
        assertThat(line.aborts).isOne();
        assertThat(later.aborts).isZero();
        node.pass(Duration.ofSeconds(3));

        assertThat(line.aborts).isOne();
        assertThat(later.aborts).isOne();
    }

    @Test
    void aNodeThatEndsCutsWhoeverHasHadTimeToClose() {
        Line closing = new Line();
        client.connection().released(line);
        node.pass(Duration.ofSeconds(1));
        client.connection().released(closing);
        node.connections.close(Duration.ZERO);
        assertThat(line.aborts).isOne();
        assertThat(closing.aborts).isZero();
    }

    @Test
    void aNodeThatEndsLetsGoOfWiresWhosePeersAreClosing() {
        Aborts aborts = new Aborts(TimeoutOptions.DEFAULTS);
        aborts.released(line, 0);
        aborts.end(1);
        aborts.beat(Duration.ofSeconds(5).toNanos()); // which would cut it, if it were still there

        assertThat(line.aborts).isZero();
    }

    @Test
    void whatIsGivenUpWhenTheNodeEndsIsCutAtOnce() {
        node.connections.close(Duration.ZERO);
        client.connection().released(line);

        assertThat(line.aborts).isOne();
    }

    @Test
    void whatLeavesAndIsNotTakenWithinTheTimeForASendIsCutOff() {
        Parcel parcel = new Parcel();
        node.connections.leaves(parcel);
        node.pass(TimeoutOptions.DEFAULTS.transportSendTimeout().minusNanos(1));
        assertThat(parcel.aborts).isZero();
        node.pass(Duration.ofNanos(1));
        node.pass(TimeoutOptions.DEFAULTS.transportSendTimeout());

        assertThat(parcel.aborts).isOne();
    }

    @Test
    void whatWasTakenOnceIsNotAskedForAgain() {
        Parcel parcel = new Parcel();
        node.connections.leaves(parcel);
        parcel.over = true;
        node.pass(Duration.ofSeconds(1));
        parcel.over = false;
        node.pass(TimeoutOptions.DEFAULTS.transportSendTimeout());

        assertThat(parcel.aborts).isZero();
    }

    private static final class Parcel implements Pending {
        private boolean over;
        private int aborts;

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public void abort() {
            aborts++;
        }
    }

    private static final class Line implements Wire {
        private boolean open = true;
        private int aborts;

        @Override
        public void holdLittle() {}

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public boolean holdsAnswer() {
            return false;
        }

        @Override
        public boolean tellsOfAbort() {
            return false;
        }

        @Override
        public void abort() {
            open = false;
            aborts++;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }
}
