package io.hubplane.observe;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Passes events to several observers. It logs exceptions of an observer, and does not pass them on. */
public final class GuardedHubObserver implements HubObserver {
    private final HubObserver[] observers;
    private final RepeatedWarning failed = new RepeatedWarning(
            System.getLogger(GuardedHubObserver.class.getName()), "An observer failed; it misses the event");

    private GuardedHubObserver(List<HubObserver> observers) {
        this.observers = observers.toArray(HubObserver[]::new);
    }

    /**
     * Guards an observer. One that is already guarded, or does nothing, is returned as it is, since it is called for
     * every message.
     *
     * @param observer the observer
     * @return an observer that throws nothing
     */
    public static HubObserver of(HubObserver observer) {
        return of(List.of(observer));
    }

    /**
     * Guards several observers: each gets every event, in their order, even if one before it fails.
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
            } catch (Throwable e) {
                if (e instanceof VirtualMachineError fatal) {
                    throw fatal;
                }
                failed.warn(e);
            }
        }
    }

    @Override
    public void transportConnected(String hub, String connectionId, String transport) {
        tell(observer -> observer.transportConnected(hub, connectionId, transport));
    }

    @Override
    public void handshakeFailed(String hub, String connectionId, String transport, CloseReason reason) {
        tell(observer -> observer.handshakeFailed(hub, connectionId, transport, reason));
    }

    @Override
    public void connectionOpened(ObservedConnection connection) {
        tell(observer -> observer.connectionOpened(connection));
    }

    @Override
    public void connectionClosed(
            ObservedConnection connection, long nanos, CloseReason reason, @Nullable Throwable failure) {
        tell(observer -> observer.connectionClosed(connection, nanos, reason, failure));
    }

    @Override
    public void connectionTaken(ObservedConnection connection) {
        tell(observer -> observer.connectionTaken(connection));
    }

    @Override
    public void messageReceived(ObservedConnection connection, int bytes) {
        tell(observer -> observer.messageReceived(connection, bytes));
    }

    @Override
    public void frameSent(ObservedConnection connection, int messages, int bytes) {
        tell(observer -> observer.frameSent(connection, messages, bytes));
    }

    @Override
    public void messagesDropped(ObservedConnection connection, int messages) {
        tell(observer -> observer.messagesDropped(connection, messages));
    }

    @Override
    public void callBegan(ObservedCall call, long waitedNanos) {
        tell(observer -> observer.callBegan(call, waitedNanos));
    }

    @Override
    public void callReturned(ObservedCall call) {
        tell(observer -> observer.callReturned(call));
    }

    @Override
    public void callEnded(ObservedCall call, long nanos, CallOutcome outcome, @Nullable Throwable failure) {
        tell(observer -> observer.callEnded(call, nanos, outcome, failure));
    }

    @Override
    public void streamItemSent(ObservedCall call) {
        tell(observer -> observer.streamItemSent(call));
    }

    @Override
    public void uploadBegan(ObservedCall call, String streamId) {
        tell(observer -> observer.uploadBegan(call, streamId));
    }

    @Override
    public void uploadItemReceived(ObservedCall call, String streamId, int bytes) {
        tell(observer -> observer.uploadItemReceived(call, streamId, bytes));
    }

    @Override
    public void uploadEnded(ObservedCall call, String streamId) {
        tell(observer -> observer.uploadEnded(call, streamId));
    }

    @Override
    public void clientResultAsked(ObservedClientResult question) {
        tell(observer -> observer.clientResultAsked(question));
    }

    @Override
    public void clientResultEnded(ObservedClientResult question, long nanos, ObservedClientResult.Outcome outcome) {
        tell(observer -> observer.clientResultEnded(question, nanos, outcome));
    }

    @Override
    public void messageSent(
            String hub, RecipientKind recipients, String target, int connections, int bytes, long nanos) {
        tell(observer -> observer.messageSent(hub, recipients, target, connections, bytes, nanos));
    }

    @Override
    public void limitReached(String hub, String limit) {
        tell(observer -> observer.limitReached(hub, limit));
    }

    @Override
    public void nodeDraining(int connections) {
        tell(observer -> observer.nodeDraining(connections));
    }

    @Override
    public void backplanePublished(int bytes, long nanos) {
        tell(observer -> observer.backplanePublished(bytes, nanos));
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
    public void backplaneLag(long nanos) {
        tell(observer -> observer.backplaneLag(nanos));
    }

    @Override
    public void backplaneGap(String channel, long missing) {
        tell(observer -> observer.backplaneGap(channel, missing));
    }

    @Override
    public void backplaneRecovered(String channel, long messages) {
        tell(observer -> observer.backplaneRecovered(channel, messages));
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

    @Override
    public void nodeJoined(String nodeId, String name) {
        tell(observer -> observer.nodeJoined(nodeId, name));
    }

    @Override
    public void nodeGone(String nodeId, String name, boolean announced) {
        tell(observer -> observer.nodeGone(nodeId, name, announced));
    }

    @Override
    public void presenceJoined(String hub, String group, String connectionId, String nodeId) {
        tell(observer -> observer.presenceJoined(hub, group, connectionId, nodeId));
    }

    @Override
    public void presenceLeft(String hub, String group, String connectionId, String nodeId) {
        tell(observer -> observer.presenceLeft(hub, group, connectionId, nodeId));
    }
}
