package io.hubplane.connection;

import io.hubplane.observe.HubObserver;
import io.hubplane.observe.HubStatistics;
import io.hubplane.observe.LimitCounts;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what has happened to the connections of one hub since the node began. It uses adders instead of plain numbers,
 * since many threads count, some of them at each message, and few read. Safe for any thread.
 */
final class HubCounts {
    private final LongAdder opened = new LongAdder();
    private final LongAdder messagesReceived = new LongAdder();
    private final LongAdder bytesReceived = new LongAdder();
    private final LongAdder messagesSent = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LimitCounts limits;

    /** Makes counts that are all 0; the observer is told about limits that are reached. */
    HubCounts(HubObserver observer) {
        this.limits = new LimitCounts(observer);
    }

    LimitCounts limits() {
        return limits;
    }

    void opened() {
        opened.increment();
    }

    void received(int bytes) {
        messagesReceived.increment();
        bytesReceived.add(bytes);
    }

    void sent(int messages, int bytes) {
        messagesSent.add(messages);
        bytesSent.add(bytes);
    }

    void dropped(int messages) {
        dropped.add(messages);
    }

    HubStatistics.Totals totals() {
        return new HubStatistics.Totals(
                opened.sum(),
                messagesReceived.sum(),
                bytesReceived.sum(),
                messagesSent.sum(),
                bytesSent.sum(),
                dropped.sum());
    }
}
