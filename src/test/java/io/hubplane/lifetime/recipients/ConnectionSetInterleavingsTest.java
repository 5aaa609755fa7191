package io.hubplane.lifetime.recipients;

import io.hubplane.connection.HubConnection;
import io.hubplane.fake.FakeBackplane;
import io.hubplane.interleaving.Interleavings;
import io.hubplane.interleaving.Scenario;
import io.hubplane.interleaving.Schedule;
import io.hubplane.lifetime.TestNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * In every order of steps, while one thread adds and removes: a reader sees every connection that is in the set during
 * the whole walk, none twice, and none that was removed before the walk began. That also holds while the array becomes
 * a set.
 */
class ConnectionSetInterleavingsTest {
    /** Two more than an array holds. */
    private static final int ALL = 34;

    private static final List<HubConnection> CONNECTIONS = new ArrayList<>();

    static {
        TestNode node = TestNode.on(new FakeBackplane()).build();
        for (int i = 0; i < ALL; i++) {
            CONNECTIONS.add(node.dispatch.connection(node.connect()));
        }
    }

    /** One thread changes, two read. */
    abstract static class Changing implements Scenario {
        private final ConnectionSet set = new ConnectionSet();
        private final int first;
        /** The connections that have been added and whose removal has not begun. */
        private final List<HubConnection> present = new ArrayList<>();

        private final List<HubConnection> removed = new ArrayList<>();

        Changing(int first) {
            this.first = first;
            CONNECTIONS.subList(0, first).forEach(connection -> {
                set.add(connection);
                present.add(connection);
            });
        }

        @Override
        public List<Runnable> threads() {
            return List.of(this::change, this::read, this::read);
        }

        private void change() {
            add(CONNECTIONS.get(first));
            remove(CONNECTIONS.get(0));
            add(CONNECTIONS.get(first + 1));
            remove(CONNECTIONS.get(first));
        }

        private void add(HubConnection connection) {
            set.add(connection);
            present.add(connection);
        }

        private void remove(HubConnection connection) {
            present.remove(connection);
            set.remove(connection);
            removed.add(connection);
        }

        private void read() {
            List<HubConnection> before = List.copyOf(present);
            List<HubConnection> gone = List.copyOf(removed);
            List<HubConnection> seen = new ArrayList<>();
            set.forEach(connection -> {
                seen.add(connection);
                if (seen.size() == 1) {
                    Schedule.pause();
                }
            });
            List<HubConnection> throughout = new ArrayList<>(before);
            throughout.retainAll(present);
            Schedule.require(seen.containsAll(throughout), "One that was there all the time was not seen");
            Schedule.require(new HashSet<>(seen).size() == seen.size(), "One was seen twice");
            gone.forEach(connection -> Schedule.require(!seen.contains(connection), "One that had gone was seen"));
        }

        @Override
        public void atTheEnd() {
            List<HubConnection> content = new ArrayList<>();
            set.forEach(content::add);
            if (content.size() != first || !content.containsAll(present)) {
                throw new AssertionError("Ends with " + content.size() + " connections");
            }
        }
    }

    static final class Few extends Changing {
        Few() {
            super(1);
        }
    }

    static final class FewThatBecomeMany extends Changing {
        FewThatBecomeMany() {
            super(ALL - 2);
        }
    }

    @Test
    void readerOfAnArraySeesWhoIsThereThroughout() {
        Interleavings.explore(Few.class, 3);
    }

    @Test
    void readerSeesWhoIsThereThroughoutWhileTheArrayBecomesASet() {
        Interleavings.explore(FewThatBecomeMany.class, 3);
    }
}
