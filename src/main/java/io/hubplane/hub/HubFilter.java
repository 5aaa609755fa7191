package io.hubplane.hub;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Wraps what happens to a hub: the calls of its clients, and the beginning and end of their connections.
 *
 * <p>Every CDI bean of this type filters every hub of the application, or those named by {@link FilterFor}. Filters
 * nest, from the outside in: first those of all hubs, then those of some hubs; within each, in the order of
 * {@link jakarta.annotation.Priority}, the lowest first and those without one last, then in the order of class names. A
 * filter without a scope is made once for each hub; it must be safe for any thread. {@link HubCallerContext},
 * {@link HubCallerClients} and {@link Groups} may be injected; they follow the call.
 *
 * <p>A filter runs on the thread of the call and may wait there; the call ends when the stage it returns completes. An
 * exception that it throws, or that its stage fails with, fails the call: the client is told the text of a
 * {@link HubException}, and of any other exception only if detailed errors are on. To see how a call ends, add to the
 * stage that {@code next} returns:
 *
 * <pre>{@code
 * public CompletionStage<?> invoke(HubInvocation invocation, NextCall next) {
 *     if (isTooFast(invocation.caller())) {
 *         throw new HubException("Slow down.");
 *     }
 *     return next.proceed().whenComplete((result, failure) -> audit(invocation, failure));
 * }
 * }</pre>
 */
public interface HubFilter {
    /**
     * A client calls a method. Also called when the call is certain to fail, see {@link HubInvocation#method}.
     *
     * @param invocation the call
     * @param next carries out the call; not needed if the filter answers itself
     * @return the result of the call, usually what {@code next} returns; for a method that streams, the
     *     {@code Flow.Publisher}. Not null
     * @throws Exception to fail the call
     */
    default CompletionStage<? extends @Nullable Object> invoke(HubInvocation invocation, NextCall next)
            throws Exception {
        return next.proceed();
    }

    /**
     * A client has connected.
     *
     * @param caller the connection
     * @param next calls the hub's {@link Connected} method, if it has one
     * @return completed when the connection is accepted; exceptionally to end it. The value is ignored. Not null
     * @throws Exception to end the connection
     */
    default CompletionStage<? extends @Nullable Object> connected(HubCallerContext caller, Next next) throws Exception {
        return next.proceed();
    }

    /**
     * An accepted connection has ended.
     *
     * @param disconnection the connection and what ended it
     * @param next calls the hub's {@link Disconnected} method, if it has one
     * @return completed when all is done. The value is ignored. Not null
     * @throws Exception to have the failure logged
     */
    default CompletionStage<? extends @Nullable Object> disconnected(Disconnection disconnection, Next next)
            throws Exception {
        return next.proceed();
    }

    /** What a filter wraps: the next filter or, in the end, the hub. Safe for any thread; usually called once. */
    interface Next {
        /**
         * Proceeds on the current thread.
         *
         * @return the outcome; failures are in it and are not thrown
         */
        CompletionStage<@Nullable Object> proceed();
    }

    /** What a filter of calls wraps. */
    interface NextCall extends Next {
        /**
         * Proceeds with other arguments.
         *
         * @param arguments the arguments, one for each of {@link HubInvocation#arguments} and of the same types
         * @return as {@link #proceed}
         */
        CompletionStage<@Nullable Object> proceedWith(@Nullable Object... arguments);
    }
}
