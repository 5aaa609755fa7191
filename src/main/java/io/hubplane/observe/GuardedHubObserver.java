package io.hubplane.observe;

import java.util.List;
import java.util.function.Consumer;

/** Tells several observers, and keeps their exceptions from those they observe: they are logged and go no further. */
public final class GuardedHubObserver implements HubObserver {
    private final HubObserver[] observers;
    private final RepeatedWarning failed = new RepeatedWarning(
            System.getLogger(GuardedHubObserver.class.getName()), "An observer failed; the event is lost to it");

    private GuardedHubObserver(List<HubObserver> observers) {
        this.observers = observers.toArray(HubObserver[]::new);
    }

    /**
     * Guards an observer, once: one that is guarded already, or does nothing, stays as it is, for it is called on the way
     * of every message.
     *
     * @param observer the observer
     * @return an observer that throws nothing
     */
    public static HubObserver of(HubObserver observer) {
        return of(List.of(observer));
    }

    /**
     * Guards observers, one by one: all hear of each event, in their order, also after one has failed.
     *
     * @param observers the observers
     * @return an observer that throws nothing
     */
    public static HubObserver of(List<HubObserver> observers) {
        List<HubObserver> hearing =
                observers.stream().filter(each -> each != HubObserver.NONE).toList();
        if (hearing.size() == 1 && hearing.get(0) instanceof GuardedHubObserver guarded) {
            return guarded;
        }
        return hearing.isEmpty() ? HubObserver.NONE : new GuardedHubObserver(hearing);
    }

    private void tell(Consumer<HubObserver> event) {
        for (HubObserver observer : observers) {
            try {
                event.accept(observer);
            } catch (RuntimeException e) {
                failed.warn(e);
            }
        }
    }

    @Override
    public void connectionOpened(String hub, String transport) {
        tell(observer -> observer.connectionOpened(hub, transport));
    }

    @Override
    public void connectionClosed(String hub, String transport, long nanos, boolean regular) {
        tell(observer -> observer.connectionClosed(hub, transport, nanos, regular));
    }

    @Override
    public void handshakeFailed(String hub) {
        tell(observer -> observer.handshakeFailed(hub));
    }

    @Override
    public void messageReceived(String hub, int bytes) {
        tell(observer -> observer.messageReceived(hub, bytes));
    }

    @Override
    public void frameSent(String hub, int messages, int bytes) {
        tell(observer -> observer.frameSent(hub, messages, bytes));
    }

    @Override
    public void sendDropped(String hub) {
        tell(observer -> observer.sendDropped(hub));
    }

    @Override
    public void limitReached(String hub, String limit) {
        tell(observer -> observer.limitReached(hub, limit));
    }

    @Override
    public void invocationCompleted(String hub, String method, long nanos, boolean succeeded) {
        tell(observer -> observer.invocationCompleted(hub, method, nanos, succeeded));
    }

    @Override
    public void backplanePublished(int bytes) {
        tell(observer -> observer.backplanePublished(bytes));
    }

    @Override
    public void backplanePublishFailed() {
        tell(HubObserver::backplanePublishFailed);
    }

    @Override
    public void backplaneReceived(int bytes) {
        tell(observer -> observer.backplaneReceived(bytes));
    }

    @Override
    public void backplaneGap(String channel, long missing) {
        tell(observer -> observer.backplaneGap(channel, missing));
    }

    @Override
    public void backplaneRefused(String channel) {
        tell(observer -> observer.backplaneRefused(channel));
    }

    @Override
    public void backplaneInterrupted() {
        tell(HubObserver::backplaneInterrupted);
    }

    @Override
    public void backplaneRestored() {
        tell(HubObserver::backplaneRestored);
    }
}
