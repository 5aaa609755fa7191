package io.hubplane.dispatch;

import io.hubplane.concurrent.Failures;
import io.hubplane.connection.Caller;
import io.hubplane.dispatch.model.HubCall;
import io.hubplane.dispatch.model.HubDescriptor;
import io.hubplane.dispatch.model.HubMethodDescriptor;
import io.hubplane.dispatch.model.HubTarget;
import io.hubplane.dispatch.model.UnauthorizedCallException;
import io.hubplane.hub.HubException;
import io.hubplane.observe.CallOutcome;
import io.hubplane.observe.ClientLog;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the calls of one hub's clients and answers them (Hub Protocol, <em>Invocations</em>). Safe for any
 * thread.
 *
 * <p>The checks have the same order as in ASP.NET Core SignalR, so a client gets the same error: the method exists, the
 * client may call it, the arguments fit, the kind of call fits the method, the number of streams fits.
 */
final class HubInvocations {
    private static final Logger LOGGER = System.getLogger(HubInvocations.class.getName());

    private static final Object[] NONE = {};

    private final HubDescriptor hub;
    private final HubInvoker invoker;
    private final FilterChain filters;
    private final ErrorTexts texts;
    private final ClientLog log;
    private final Executor executor;

    /**
     * Makes the invocations of a hub.
     *
     * @param executor continues streams when no other thread is available
     */
    HubInvocations(
            HubDescriptor hub,
            HubInvoker invoker,
            FilterChain filters,
            ErrorTexts texts,
            ClientLog log,
            Executor executor) {
        this.hub = hub;
        this.invoker = invoker;
        this.filters = filters;
        this.texts = texts;
        this.log = log;
        this.executor = executor;
    }

    /**
     * Calls a method on the current thread, and answers now or later.
     *
     * @param later run when the call is over, but not if it is over when this method returns
     * @return whether the call is over
     */
    boolean invoke(ReceivedCall received, HubCall call, Caller caller, Runnable later) {
        CallObservation observation = received.observation();
        observation.began();
        try {
            return carryOut(received, call, caller, later);
        } finally {
            observation.returned();
        }
    }

    private boolean carryOut(ReceivedCall received, HubCall call, Caller caller, Runnable later) {
        Answer answer = new Answer(caller, received.invocationId());
        String target = received.target();
        Bound bound;
        try {
            bound = bind(received, call);
        } catch (Throwable e) {
            Failures.rethrowFatal(e);
            return refuse(received, e, texts.refusing(target, e), call, answer, later);
        }
        HubMethodDescriptor method = bound.method;
        if (method.streams() != received.wantsStream()) {
            String text = method.streams() ? ErrorTexts.streaming(target) : ErrorTexts.notStreaming(target);
            return refuse(received, new HubException(text), text, call, answer, later);
        }
        HubInvoker.Outcome outcome = outcome(received, method, answer);
        int sent = received.uploads().size();
        int expected = method.uploadTypes().size();
        if (sent != expected) {
            HubException reason =
                    new HubException("Client sent " + sent + " stream(s), Hub method expects " + expected + ".");
            received.observation().refused(reason, CallOutcome.INVALID);
            return refuse(received, reason, call, outcome, later);
        }
        HubTarget filtered = filters.around(method, received, call);
        return invoker.invoke(call, filtered, method.complete(bound.arguments, received, call), outcome, later);
    }

    /** Tells a client that its call cannot be carried out, unless a filter answers the call. */
    private boolean refuse(
            ReceivedCall received, Throwable reason, String text, HubCall call, Answer answer, Runnable later) {
        LOGGER.log(Level.DEBUG, "A call to hub " + hub.name() + " cannot be carried out", reason);
        CallObservation observation = received.observation();
        observation.refused(reason, refusal(received, reason));
        RefusedCall outcome = new RefusedCall(received.target(), reason, text, answer, texts, observation);
        return refuse(received, reason, call, outcome, later);
    }

    private static CallOutcome refusal(ReceivedCall received, Throwable reason) {
        return reason instanceof UnauthorizedCallException
                ? CallOutcome.FORBIDDEN
                : received.method() == null ? CallOutcome.UNKNOWN_METHOD : CallOutcome.INVALID;
    }

    private boolean refuse(
            ReceivedCall received, Throwable reason, HubCall call, HubInvoker.Outcome outcome, Runnable later) {
        if (filters.isEmpty()) {
            outcome.failed(reason);
            return true;
        }
        return invoker.invoke(call, filters.aroundRefusal(received, reason, call), NONE, outcome, later);
    }

    private HubInvoker.Outcome outcome(ReceivedCall received, HubMethodDescriptor method, Answer answer) {
        CallReport report = new CallReport(hub.name(), method.name(), received, log);
        return received.wantsStream()
                ? new StreamOutcome(received, method, answer, texts, report, executor, log)
                : new ResultOutcome(received.target(), method.resultType(), answer, texts, report);
    }

    private Bound bind(ReceivedCall received, HubCall call) {
        HubMethodDescriptor method = received.method();
        if (method == null) {
            throw new HubException("Method does not exist.");
        }
        method.authorize(call.context());
        return new Bound(method, method.bind(received.arguments()));
    }

    /** A method and the bound arguments of the client. */
    private static final class Bound {
        private final HubMethodDescriptor method;
        private final @Nullable Object[] arguments;

        Bound(HubMethodDescriptor method, @Nullable Object[] arguments) {
            this.method = method;
            this.arguments = arguments;
        }
    }
}
