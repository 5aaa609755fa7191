package io.hubplane.observe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;

/** Keeps an observer's exceptions from those it observes: each is logged and goes no further. */
public final class GuardedHubObserver implements HubObserver {
    private static final Logger LOGGER = System.getLogger(GuardedHubObserver.class.getName());

    private final HubObserver observer;

    private GuardedHubObserver(HubObserver observer) {
        this.observer = observer;
    }

    /**
     * Guards an observer, once: one that is guarded already, or does nothing, stays as it is, for it is called on the way
     * of every message.
     *
     * @param observer the observer
     * @return an observer that throws nothing
     */
    public static HubObserver of(HubObserver observer) {
        Objects.requireNonNull(observer);
        return observer == HubObserver.NONE || observer instanceof GuardedHubObserver
                ? observer
                : new GuardedHubObserver(observer);
    }

    private static void guard(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "An observer failed; the event is lost to it", e);
        }
    }

    @Override
    public void connectionOpened(String hub, String transport) {
        guard(() -> observer.connectionOpened(hub, transport));
    }

    @Override
    public void connectionClosed(String hub, String transport, long nanos, boolean regular) {
        guard(() -> observer.connectionClosed(hub, transport, nanos, regular));
    }

    @Override
    public void handshakeFailed(String hub) {
        guard(() -> observer.handshakeFailed(hub));
    }

    @Override
    public void messageReceived(String hub, int bytes) {
        guard(() -> observer.messageReceived(hub, bytes));
    }

    @Override
    public void frameSent(String hub, int messages, int bytes) {
        guard(() -> observer.frameSent(hub, messages, bytes));
    }

    @Override
    public void sendDropped(String hub) {
        guard(() -> observer.sendDropped(hub));
    }

    @Override
    public void limitReached(String hub, String limit) {
        guard(() -> observer.limitReached(hub, limit));
    }

    @Override
    public void invocationCompleted(String hub, String method, long nanos, boolean succeeded) {
        guard(() -> observer.invocationCompleted(hub, method, nanos, succeeded));
    }

    @Override
    public void backplanePublished(int bytes) {
        guard(() -> observer.backplanePublished(bytes));
    }

    @Override
    public void backplanePublishFailed() {
        guard(observer::backplanePublishFailed);
    }

    @Override
    public void backplaneReceived(int bytes) {
        guard(() -> observer.backplaneReceived(bytes));
    }

    @Override
    public void backplaneGap(String channel, long missing) {
        guard(() -> observer.backplaneGap(channel, missing));
    }

    @Override
    public void backplaneInterrupted() {
        guard(observer::backplaneInterrupted);
    }

    @Override
    public void backplaneRestored() {
        guard(observer::backplaneRestored);
    }
}
