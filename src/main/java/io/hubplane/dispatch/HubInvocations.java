package io.hubplane.dispatch;

import io.hubplane.hub.HubException;
import io.hubplane.observe.HubObserver;
import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.HubMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Does what clients ask one hub to do, and answers them (Hub Protocol, <em>Invocations</em>). Safe for any thread.
 *
 * <p>The order of the checks, and with it which error a client is told, is that of ASP.NET Core SignalR: the method
 * exists, the arguments fit, the kind of the call fits the method, the number of streams fits.
 */
final class HubInvocations {
    private static final Logger LOGGER = System.getLogger(HubInvocations.class.getName());

    private final HubDescriptor hub;
    private final HubInvoker invoker;
    private final FilterChain filters;
    private final ErrorTexts texts;
    private final HubObserver observer;
    private final LongSupplier clock;

    HubInvocations(
            HubDescriptor hub,
            HubInvoker invoker,
            FilterChain filters,
            ErrorTexts texts,
            HubObserver observer,
            LongSupplier clock) {
        this.hub = hub;
        this.invoker = invoker;
        this.filters = filters;
        this.texts = texts;
        this.observer = observer;
        this.clock = clock;
    }

    /**
     * Calls a method on the current thread and answers, then or later.
     *
     * @param later run when the call is over, unless that is before this method returns
     * @return whether the call is over
     */
    boolean invoke(HubMessage.Invocation invocation, HubCall call, Caller caller, Runnable later) {
        Answer answer = new Answer(caller, invocation.invocationId());
        String target = invocation.target();
        Bound bound;
        try {
            bound = bind(target, invocation.arguments(), call);
        } catch (Throwable e) {
            Failures.rethrowFatal(e);
            return refuse(target, e, false, invocation.headers(), call, answer, later);
        }
        Ending ending = new Ending(bound.method, target, answer, clock.getAsLong());
        int streams = invocation.streamIds().size();
        if (streams > 0) {
            ending.failed(new HubException("Client sent " + streams + " stream(s), Hub method expects 0."));
            return true;
        }
        HubTarget filtered = filters.around(bound.method, false, invocation.headers(), call);
        return invoker.invoke(call, filtered, bound.arguments, ending, later);
    }

    /** Tells a client that the method it wants a stream of returns none. */
    boolean refuseStream(HubMessage.StreamInvocation invocation, HubCall call, Caller caller, Runnable later) {
        Answer answer = new Answer(caller, invocation.invocationId());
        String target = invocation.target();
        try {
            Bound unused = bind(target, invocation.arguments(), call);
        } catch (Throwable e) {
            Failures.rethrowFatal(e);
            return refuse(target, e, true, invocation.headers(), call, answer, later);
        }
        answer.error(ErrorTexts.notStreaming(target));
        return true;
    }

    /** Tells a client that its call cannot be carried out, unless a filter answers it. */
    private boolean refuse(
            String target,
            Throwable reason,
            boolean streaming,
            Map<String, String> headers,
            HubCall call,
            Answer answer,
            Runnable later) {
        LOGGER.log(Level.DEBUG, "A call to hub " + hub.name() + " does not fit any method", reason);
        String text = texts.binding(target, reason);
        if (filters.isEmpty()) {
            answer.error(text);
            return true;
        }
        HubTarget filtered = filters.aroundRefusal(target, reason, streaming, headers, call);
        return invoker.invoke(
                call, filtered, new Object[0], new RefusedCall(target, reason, text, answer, texts), later);
    }

    private Bound bind(String target, Arguments arguments, HubCall call) {
        HubMethodDescriptor method = hub.method(target);
        if (method == null) {
            throw new HubException("Method does not exist.");
        }
        return new Bound(method, method.bind(arguments, call));
    }

    /** A method and what it is to be called with. */
    private static final class Bound {
        private final HubMethodDescriptor method;
        private final @Nullable Object[] arguments;

        Bound(HubMethodDescriptor method, @Nullable Object[] arguments) {
            this.method = method;
            this.arguments = arguments;
        }
    }

    /** Answers the client, and tells log and observer. */
    private final class Ending implements HubInvoker.Outcome {
        private final HubMethodDescriptor method;
        private final String target;
        private final Answer answer;
        private final long started;

        Ending(HubMethodDescriptor method, String target, Answer answer, long started) {
            this.method = method;
            this.target = target;
            this.answer = answer;
            this.started = started;
        }

        @Override
        public void succeeded(@Nullable Object result) {
            long nanos = clock.getAsLong() - started;
            try {
                answer.result(result);
            } catch (Throwable e) {
                // The result cannot be encoded: the client still gets an answer.
                failed(e);
                return;
            }
            observer.invocationCompleted(hub.name(), method.name(), nanos, true);
        }

        @Override
        public void failed(Throwable failure) {
            long nanos = clock.getAsLong() - started;
            // A HubException is an answer the application chose, as ordinary as a result.
            Level level = failure instanceof HubException ? Level.DEBUG : Level.WARNING;
            LOGGER.log(level, "Method " + method.name() + " of hub " + hub.name() + " failed", failure);
            answer.error(texts.invoking(target, failure));
            observer.invocationCompleted(hub.name(), method.name(), nanos, false);
        }
    }
}
