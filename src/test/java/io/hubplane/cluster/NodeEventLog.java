package io.hubplane.cluster;

import io.hubplane.observe.HubObserver;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Notes which nodes come and go. */
abstract class NodeEventLog implements HubObserver {
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public void nodeJoined(String nodeId, String name) {
        events.add(name + " joined");
    }

    @Override
    public void nodeGone(String nodeId, String name, boolean announced) {
        events.add(name + (announced ? " left" : " lost"));
    }
}
