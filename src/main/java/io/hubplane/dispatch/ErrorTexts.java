package io.hubplane.dispatch;

import io.hubplane.hub.HubException;

/**
 * What clients are told of failures, word for word as by ASP.NET Core SignalR, because clients show and compare it.
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

    static String notStreaming(String target) {
        return "The client attempted to invoke the non-streaming '" + target + "' method with a streaming invocation.";
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
