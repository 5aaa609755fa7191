package io.hubplane.observed;

import io.hubplane.observe.CallOutcome;
import io.hubplane.observe.CloseReason;
import io.hubplane.observe.HubObserver;
import io.hubplane.observe.ObservedCall;
import io.hubplane.observe.ObservedClientResult;
import io.hubplane.observe.ObservedConnection;
import io.hubplane.observe.RecipientKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records all events in order, without numbers that differ between protocols. */
@SuppressWarnings("ReferenceEquality") // the same object is promised
final class EventRecorder implements HubObserver {
    private final List<String> events = new ArrayList<>();
    /** The connections, with transport and protocol, in order. */
    final List<ObservedConnection> connections = new ArrayList<>();

    final List<ObservedCall> calls = new ArrayList<>();
    private final List<ObservedClientResult> questions = new ArrayList<>();
    /** The last duration that was reported, in nanoseconds. */
    long nanos;

    /** The events since the last call. */
    synchronized List<String> take() {
        List<String> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    private synchronized void add(String event) {
        events.add(event);
    }

    private void of(ObservedConnection connection, String event) {
        add((connections.stream().anyMatch(known -> known == connection) ? "" : "UNKNOWN CONNECTION ") + event);
    }

    private void of(ObservedCall call, String event) {
        String known = calls.stream().anyMatch(begun -> begun == call) ? "" : "UNKNOWN CALL ";
        add(known + call.method().orElse("?") + " " + event);
    }

    private static String some(int bytes) {
        return bytes > 0 ? "" : " EMPTY";
    }

    @Override
    public void transportConnected(String hub, String connectionId, String transport) {
        add("transport " + transport);
    }

    @Override
    public void handshakeFailed(String hub, String connectionId, String transport, CloseReason reason) {
        add("handshake failed " + reason);
    }

    @Override
    public void connectionOpened(ObservedConnection connection) {
        connections.add(connection);
        add("opened");
    }

    @Override
    public void connectionClosed(
            ObservedConnection connection, long time, CloseReason reason, @Nullable Throwable failure) {
        nanos = time;
        of(connection, "closed " + reason + (failure == null ? "" : ", failed"));
    }

    @Override
    public void messageReceived(ObservedConnection connection, int bytes) {
        of(connection, "received" + some(bytes));
    }

    @Override
    public void frameSent(ObservedConnection connection, int messages, int bytes) {
        of(connection, "frame of " + messages + some(bytes));
    }

    @Override
    public void messagesDropped(ObservedConnection connection, int messages) {
        of(connection, "dropped " + messages);
    }

    @Override
    public void callBegan(ObservedCall call, long waitedNanos) {
        nanos = waitedNanos;
        if (calls.stream().noneMatch(known -> known == call)) {
            calls.add(call);
        }
        of(call, "began " + call.kind());
    }

    @Override
    public void callReturned(ObservedCall call) {
        of(call, "returned");
    }

    @Override
    public void callEnded(ObservedCall call, long time, CallOutcome outcome, @Nullable Throwable failure) {
        nanos = time;
        of(call, "ended " + outcome + (failure == null ? "" : ", failed"));
    }

    @Override
    public void streamItemSent(ObservedCall call) {
        of(call, "item");
    }

    @Override
    public void uploadBegan(ObservedCall call, String streamId) {
        calls.add(call);
        of(call, "upload " + streamId + " began");
    }

    @Override
    public void uploadItemReceived(ObservedCall call, String streamId, int bytes) {
        of(call, "upload " + streamId + " item" + some(bytes));
    }

    @Override
    public void uploadEnded(ObservedCall call, String streamId) {
        of(call, "upload " + streamId + " ended");
    }

    @Override
    public void clientResultAsked(ObservedClientResult question) {
        questions.add(question);
        add("asked " + question.target());
    }

    @Override
    public void clientResultEnded(ObservedClientResult question, long time, ObservedClientResult.Outcome outcome) {
        nanos = time;
        add((questions.remove(question) ? "" : "UNKNOWN QUESTION ") + question.target() + " " + outcome);
    }

    @Override
    public void messageSent(
            String hub, RecipientKind recipients, String target, int connectionCount, int bytes, long time) {
        add("sent " + target + " to " + connectionCount + " of " + recipients);
    }

    @Override
    public void limitReached(String hub, String limit) {
        add("limit " + limit);
    }
}
