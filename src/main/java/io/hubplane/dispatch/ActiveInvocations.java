package io.hubplane.dispatch;

import io.hubplane.connection.Caller;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.dispatch.stream.Cancellation;
import io.hubplane.dispatch.stream.UploadStream;
import io.hubplane.dispatch.stream.Uploads;
import io.hubplane.observe.CallOutcome;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.HubMessage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one connection from receipt to end. The client may cancel them, and their streams are counted. One
 * thread at a time opens calls, when they are received, so that messages which follow a call find it. All other methods
 * are safe for any thread.
 */
final class ActiveInvocations {
    private static final Map<Object, Cancellation> NONE = Map.of();

    private final HubDescriptor hub;
    private final Caller caller;
    private final Uploads uploads;
    private final Executor executor;
    private final int maximumStreams;
    private final Consumer<String> limits;
    private final CallObserver observer;
    /**
     * By the id of the call, or by the cancellation itself if the call has no unique id; a constant before the first
     * call.
     */
    private volatile Map<Object, Cancellation> cancellations = NONE;

    private final AtomicInteger streams = new AtomicInteger();
    private volatile boolean ended;

    /**
     * Makes an empty set of calls of a connection.
     *
     * @param executor runs the actions of cancellations
     * @param maximumStreams how many streams may be open at a time, in both directions together
     * @param limits told the name of the limit when a call exceeds it
     * @param observer reports the calls to observers
     */
    ActiveInvocations(
            HubDescriptor hub,
            Caller caller,
            Uploads uploads,
            Executor executor,
            int maximumStreams,
            Consumer<String> limits,
            CallObserver observer) {
        this.hub = hub;
        this.caller = caller;
        this.uploads = uploads;
        this.executor = executor;
        this.maximumStreams = maximumStreams;
        this.limits = limits;
        this.observer = observer;
    }

    /** Opens a call. If it is refused, this tells the client and returns null. */
    @Nullable
    ReceivedCall open(HubMessage.Invocation message, CallerContext context) {
        return open(
                message.headers(),
                message.invocationId(),
                message.target(),
                message.arguments(),
                message.streamIds(),
                false,
                context);
    }

    /** Opens a call that wants a stream. If it is refused, this tells the client and returns null. */
    @Nullable
    ReceivedCall open(HubMessage.StreamInvocation message, CallerContext context) {
        return open(
                message.headers(),
                message.invocationId(),
                message.target(),
                message.arguments(),
                message.streamIds(),
                true,
                context);
    }

    private @Nullable ReceivedCall open(
            Map<String, String> headers,
            @Nullable String id,
            String target,
            Arguments arguments,
            List<String> streamIds,
            boolean wantsStream,
            CallerContext context) {
        int wanted = streamIds.size() + (wantsStream ? 1 : 0);
        String refusal = wanted == 0 ? null : refusal(wanted, wantsStream ? id : null, streamIds);
        CallObservation observation = observer.received(caller, headers, id, target, wantsStream);
        if (refusal != null) {
            new Answer(caller, id).error(refusal);
            boolean tooMany = refusal.equals(ErrorTexts.tooManyStreams(maximumStreams));
            observation.refusedAtOnce(tooMany ? CallOutcome.LIMIT : CallOutcome.INVALID);
            return null;
        }
        streams.addAndGet(wanted);
        Cancellation cancellation = new Cancellation(context.acting(), executor);
        add(id, cancellation);
        List<UploadStream> opened = streamIds.isEmpty()
                ? List.of()
                : uploads.open(streamIds, context.acting(), streams::decrementAndGet, observation.streams());
        if (ended) {
            end();
        }
        return new ReceivedCall(
                headers,
                id,
                target,
                hub.method(target),
                arguments,
                wantsStream,
                opened,
                cancellation,
                context,
                observation);
    }

    private void add(@Nullable String id, Cancellation cancellation) {
        if (cancellations == NONE) {
            cancellations = new ConcurrentHashMap<>(2);
        }
        Map<Object, Cancellation> open = cancellations;
        if (id == null || open.putIfAbsent(id, cancellation) != null) {
            open.put(cancellation, cancellation);
        }
    }

    private @Nullable String refusal(int wanted, @Nullable String streamId, List<String> uploadIds) {
        // The number can only fall during this check, since only one thread opens calls.
        if (streams.get() + wanted > maximumStreams) {
            limits.accept("maximum-parallel-streams-per-client");
            return ErrorTexts.tooManyStreams(maximumStreams);
        }
        String inUse =
                streamId != null && cancellations.containsKey(streamId) ? streamId : uploads.firstInUse(uploadIds);
        return inUse == null ? null : ErrorTexts.idInUse(inUse);
    }

    /** The call has ended, or will never begin. Called once for each call. */
    void close(ReceivedCall call) {
        String id = call.invocationId();
        if (id == null || !cancellations.remove(id, call.cancellation())) {
            cancellations.remove(call.cancellation());
        }
        if (call.wantsStream()) {
            streams.decrementAndGet();
        }
        call.uploads().forEach(UploadStream::callOver);
    }

    /** Cancels a call because its client asked for it; false if there is no such call. */
    boolean received(HubMessage.CancelInvocation message) {
        Cancellation cancellation = cancellations.get(message.invocationId());
        if (cancellation == null) {
            return false;
        }
        cancellation.cancel();
        return true;
    }

    /** How many calls are open. */
    int calls() {
        return cancellations.size();
    }

    /** How many streams are open. */
    int streams() {
        return streams.get();
    }

    /** Answers all open calls that await an answer with an error. */
    void giveUp(String error) {
        for (Object key : cancellations.keySet()) {
            if (key instanceof String id) {
                new Answer(caller, id).error(error);
            }
        }
    }

    /** Cancels all calls because the connection has ended. */
    void end() {
        ended = true;
        cancellations.values().forEach(Cancellation::cancel);
        uploads.fail(new IOException("Connection '" + caller.id() + "' disconnected."));
    }
}
