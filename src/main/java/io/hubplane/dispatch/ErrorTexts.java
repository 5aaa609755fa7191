package io.hubplane.dispatch;

import io.hubplane.dispatch.model.UnauthorizedCallException;
import io.hubplane.hub.HubException;

/**
 * The error texts for clients. They are those of ASP.NET Core SignalR, word for word, because clients show and compare
 * them. Only names of .NET types and settings are replaced by ours.
 *
 * @param detailed whether clients get the texts of all exceptions; they always get those of {@link HubException}
 */
record ErrorTexts(boolean detailed) {
    /** For calls and streams that have not ended in good time when their connection goes to another node. */
    static final String MOVED =
            "The connection has moved to another node of the server before the call ended; it may have been carried out.";

    String invoking(String target, Throwable failure) {
        return withDetail("An unexpected error occurred invoking '" + target + "' on the server.", failure);
    }

    String binding(String target, Throwable failure) {
        return withDetail("Failed to invoke '" + target + "' due to an error on the server.", failure);
    }

    /** The text for the refusal of a call. */
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
        // An anonymous class has no name.
        return type.isAnonymousClass() ? simpleName(type.getSuperclass()) : type.getSimpleName();
    }
}
