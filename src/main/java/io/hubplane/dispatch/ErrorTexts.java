package io.hubplane.dispatch;

import io.hubplane.dispatch.model.UnauthorizedCallException;
import io.hubplane.hub.HubException;

/**
 * What clients are told of failures, word for word as by ASP.NET Core SignalR, because clients show and compare it; but
 * where that names a type or a setting of .NET, with the one that is meant here.
 *
 * @param detailed whether the texts of all exceptions are told; those of {@link HubException} always are
 */
record ErrorTexts(boolean detailed) {
    String invoking(String target, Throwable failure) {
        return withDetail("An unexpected error occurred invoking '" + target + "' on the server.", failure);
    }

    String binding(String target, Throwable failure) {
        return withDetail("Failed to invoke '" + target + "' due to an error on the server.", failure);
    }

    /** What the refusal of a call is told as. */
    String refusing(String target, Throwable reason) {
        return reason instanceof UnauthorizedCallException
                ? "Failed to invoke '" + target + "' because user is unauthorized"
                : binding(target, reason);
    }

    static String notStreaming(String target) {
        return "The client attempted to invoke the non-streaming '" + target + "' method with a streaming invocation.";
    }

    static String streaming(String target) {
        return "The client attempted to invoke the streaming '" + target + "' method with a non-streaming invocation.";
    }

    static String noStream(String method) {
        return "The value returned by the streaming method '" + method + "' is not a Flow.Publisher.";
    }

    static String idInUse(String id) {
        return "Invocation ID '" + id + "' is already in use.";
    }

    static String tooManyStreams(int maximum) {
        return "A client may have " + maximum + " streams open at a time, both directions together; set"
                + " hubplane.maximum-parallel-streams-per-client to allow more.";
    }

    static String tooManyCalls(int perSecond) {
        return "A client may make " + perSecond + " calls a second; set hubplane.calls-per-second-per-client to allow"
                + " more.";
    }

    String whileStreaming(Throwable failure) {
        return withDetail("An error occurred on the server while streaming results.", failure);
    }

    private String withDetail(String text, Throwable failure) {
        if (!detailed && !(failure instanceof HubException)) {
            return text;
        }
        String named = text + " " + simpleName(failure.getClass());
        return failure.getMessage() == null ? named : named + ": " + failure.getMessage();
    }

    private static String simpleName(Class<?> type) {
        // An anonymous class has no name of its own.
        return type.isAnonymousClass() ? simpleName(type.getSuperclass()) : type.getSimpleName();
    }
}
