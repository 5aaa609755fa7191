package io.hubplane.dispatch;

import io.hubplane.hub.HubException;
import io.hubplane.observe.HubObserver;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
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
    private final ErrorTexts texts;
    private final HubObserver observer;
    private final LongSupplier clock;

    private final Executor executor;

    /**
     * Makes the invocations of a hub.
     *
     * @param executor goes on with streams where no thread of their own is at hand
     */
    HubInvocations(
            HubDescriptor hub,
            HubInvoker invoker,
            ErrorTexts texts,
            HubObserver observer,
            LongSupplier clock,
            Executor executor) {
        this.hub = hub;
        this.invoker = invoker;
        this.texts = texts;
        this.observer = observer;
        this.clock = clock;
        this.executor = executor;
    }

    /**
     * Calls a method on the current thread and answers, then or later.
     *
     * @param later run when the call is over, unless that is before this method returns
     * @return whether the call is over
     */
    boolean invoke(ReceivedCall received, HubCall call, Caller caller, Runnable later) {
        Answer answer = new Answer(caller, received.invocationId());
        Bound bound = bind(received, answer);
        if (bound == null) {
            return true;
        }
        HubMethodDescriptor method = bound.method;
        String target = received.target();
        if (method.streams() != received.wantsStream()) {
            answer.error(method.streams() ? ErrorTexts.streaming(target) : ErrorTexts.notStreaming(target));
            return true;
        }
        HubInvoker.Outcome outcome = outcome(received, method, answer);
        int sent = received.uploads().size();
        int expected = method.uploadTypes().size();
        if (sent != expected) {
            outcome.failed(
                    new HubException("Client sent " + sent + " stream(s), Hub method expects " + expected + "."));
            return true;
        }
        return call(method, method.complete(bound.arguments, received, call), call, outcome, later);
    }

    private boolean call(
            HubMethodDescriptor method,
            @Nullable Object[] arguments,
            HubCall call,
            HubInvoker.Outcome outcome,
            Runnable later) {
        return invoker.invoke(call, method.bean(), arguments, outcome, later);
    }

    private HubInvoker.Outcome outcome(ReceivedCall received, HubMethodDescriptor method, Answer answer) {
        CallReport report = new CallReport(hub.name(), method.name(), observer, clock);
        return received.wantsStream()
                ? new StreamOutcome(received, method.name(), answer, texts, report, executor)
                : new ResultOutcome(received.target(), answer, texts, report);
    }

    private @Nullable Bound bind(ReceivedCall received, Answer answer) {
        String target = received.target();
        try {
            HubMethodDescriptor method = hub.method(target);
            if (method == null) {
                throw new HubException("Method does not exist.");
            }
            return new Bound(method, method.bind(received.arguments()));
        } catch (Throwable e) {
            Failures.rethrowFatal(e);
            LOGGER.log(Level.DEBUG, "A call to hub " + hub.name() + " does not fit any method", e);
            answer.error(texts.binding(target, e));
            return null;
        }
    }

    /** A method and the arguments the client sent. */
    private static final class Bound {
        private final HubMethodDescriptor method;
        private final @Nullable Object[] arguments;

        Bound(HubMethodDescriptor method, @Nullable Object[] arguments) {
            this.method = method;
            this.arguments = arguments;
        }
    }
}
