package io.hubplane.backplane.redis;

import io.hubplane.backplane.Backplane;
import io.hubplane.backplane.BackplaneTrust;
import io.hubplane.observe.HubObserver;
import java.util.ArrayList;
import java.util.List;

/** The nodes of a test; all are closed at its end. Used by the test's thread. */
final class RedisNodes implements AutoCloseable {
    private final List<Backplane> nodes = new ArrayList<>();

    /** Starts a node. */
    Backplane start(RedisOptions options, BackplaneTrust trust, HubObserver observer) {
        Backplane node = RedisBackplanes.pubSub(options, trust, Thread::new, observer, System::nanoTime);
        nodes.add(node);
        node.start();
        return node;
    }

    @Override
    public void close() {
        nodes.forEach(Backplane::close);
    }
}
