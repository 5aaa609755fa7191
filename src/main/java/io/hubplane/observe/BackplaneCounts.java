package io.hubplane.observe;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a backplane does, and tells an observer. Safe for any thread. */
public final class BackplaneCounts implements HubObserver {
    private final HubObserver observer;
    private final LongAdder published = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder missing = new LongAdder();
    private final LongAdder recovered = new LongAdder();
    private final LongAdder interruptions = new LongAdder();

    /**
     * Makes counts that are all 0.
     *
     * @param observer is told about each event
     */
    public BackplaneCounts(HubObserver observer) {
        this.observer = observer;
    }

    /**
     * Whether anybody observes; if not, nothing needs to be measured.
     *
     * @return true if somebody does
     */
    public boolean isObserved() {
        return observer != NONE;
    }

    @Override
    public void backplanePublished(int bytes, long nanos) {
        published.increment();
        observer.backplanePublished(bytes, nanos);
    }

    @Override
    public void backplanePublishFailed() {
        failed.increment();
        observer.backplanePublishFailed();
    }

    @Override
    public void backplaneReceived(int bytes) {
        received.increment();
        observer.backplaneReceived(bytes);
    }

    @Override
    public void backplaneLag(long nanos) {
        observer.backplaneLag(nanos);
    }

    @Override
    public void backplaneGap(String channel, long lost) {
        missing.add(lost);
        observer.backplaneGap(channel, lost);
    }

    @Override
    public void backplaneRecovered(String channel, long messages) {
        recovered.add(messages);
        observer.backplaneRecovered(channel, messages);
    }

    @Override
    public void backplaneRefused(String channel) {
        observer.backplaneRefused(channel);
    }

    @Override
    public void backplaneInterrupted() {
        interruptions.increment();
        observer.backplaneInterrupted();
    }

    @Override
    public void backplaneRestored() {
        observer.backplaneRestored();
    }

    /**
     * The counts so far, together with what only the backplane knows.
     *
     * @param connected whether messages are exchanged with other nodes
     * @param subscriptions how many channels are subscribed, or are to be
     * @param waitingMessages how many messages wait to be published
     * @param waitingBytes about how much memory they take, in bytes
     * @return the statistics
     */
    public BackplaneStatistics statistics(
            boolean connected, int subscriptions, int waitingMessages, long waitingBytes) {
        return new BackplaneStatistics(
                connected,
                subscriptions,
                waitingMessages,
                waitingBytes,
                published.sum(),
                failed.sum(),
                received.sum(),
                missing.sum(),
                recovered.sum(),
                interruptions.sum());
    }
}
