package io.hubplane.protocol;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message of the hub protocol (Hub Protocol, <em>Overview</em>). Immutable if its values are.
 */
public sealed interface HubMessage {

    /**
     * Calls a method of the other side (Hub Protocol, <em>Invocations</em>).
     *
     * @param headers headers, usually empty
     * @param invocationId the id that its completion will have, or null for a call without an answer
     * @param target the method's name
     * @param arguments the method's arguments
     * @param streamIds the ids of the streams the caller will send items of
     */
    record Invocation(
            Map<String, String> headers,
            @Nullable String invocationId,
            String target,
            Arguments arguments,
            List<String> streamIds)
            implements HubMessage {
        public Invocation {
            Objects.requireNonNull(headers);
            Objects.requireNonNull(target);
            Objects.requireNonNull(arguments);
            Objects.requireNonNull(streamIds);
        }

        /**
         * A call without an answer, headers or streams.
         *
         * @param target the method's name
         * @param arguments the method's arguments
         * @return the message
         */
        public static Invocation of(String target, @Nullable Object... arguments) {
            return new Invocation(Map.of(), null, target, Arguments.of(arguments), List.of());
        }
    }

    /**
     * Calls a method that answers with a stream (Hub Protocol, <em>Streaming</em>).
     *
     * @param headers headers, usually empty
     * @param invocationId the id of the call and of the stream
     * @param target the method's name
     * @param arguments the method's arguments
     * @param streamIds the ids of the streams the caller will send items of
     */
    record StreamInvocation(
            Map<String, String> headers,
            String invocationId,
            String target,
            Arguments arguments,
            List<String> streamIds)
            implements HubMessage {
        public StreamInvocation {
            Objects.requireNonNull(headers);
            Objects.requireNonNull(invocationId);
            Objects.requireNonNull(target);
            Objects.requireNonNull(arguments);
            Objects.requireNonNull(streamIds);
        }
    }

    /**
     * An item of a stream (Hub Protocol, <em>Streaming</em>).
     *
     * @param headers headers, usually empty
     * @param invocationId the id of the stream
     * @param item the item
     */
    record StreamItem(Map<String, String> headers, String invocationId, Payload item) implements HubMessage {
        public StreamItem {
            Objects.requireNonNull(headers);
            Objects.requireNonNull(invocationId);
            Objects.requireNonNull(item);
        }
    }

    /**
     * The end of a call or of a stream (Hub Protocol, <em>Completions</em>).
     *
     * @param headers headers, usually empty
     * @param invocationId the id of the call or stream
     * @param error what went wrong, or null if nothing did
     * @param result the result, or null if there is none; never together with an error
     */
    record Completion(
            Map<String, String> headers,
            String invocationId,
            @Nullable String error,
            @Nullable Payload result) implements HubMessage {
        public Completion {
            Objects.requireNonNull(headers);
            Objects.requireNonNull(invocationId);
            if (error != null && result != null) {
                throw new IllegalArgumentException("A completion carries an error or a result, not both");
            }
        }

        /**
         * A completion with a result.
         *
         * @param invocationId the id of the call
         * @param result the result, may be null
         * @return the message
         */
        public static Completion ofResult(String invocationId, @Nullable Object result) {
            return ofResult(invocationId, result, Object.class);
        }

        /**
         * A completion with a result of a declared type.
         *
         * @param invocationId the id of the call
         * @param result the result, may be null
         * @param declared the type it is declared with and written as
         * @return the message
         */
        public static Completion ofResult(String invocationId, @Nullable Object result, Type declared) {
            return new Completion(Map.of(), invocationId, null, Payload.of(result, declared));
        }

        /**
         * A completion with an error.
         *
         * @param invocationId the id of the call or stream
         * @param error the text for the other side
         * @return the message
         */
        public static Completion ofError(String invocationId, String error) {
            return new Completion(Map.of(), invocationId, error, null);
        }

        /**
         * A completion with neither result nor error.
         *
         * @param invocationId the id of the call or stream
         * @return the message
         */
        public static Completion empty(String invocationId) {
            return new Completion(Map.of(), invocationId, null, null);
        }
    }

    /**
     * Asks the other side to end a call or stream (Hub Protocol, <em>Streaming</em>).
     *
     * @param headers headers, usually empty
     * @param invocationId the id of the call or stream
     */
    record CancelInvocation(Map<String, String> headers, String invocationId) implements HubMessage {
        public CancelInvocation {
            Objects.requireNonNull(headers);
            Objects.requireNonNull(invocationId);
        }
    }

    /** Keeps the connection alive (Hub Protocol, <em>Ping</em>). */
    record Ping() implements HubMessage {
        /** The only instance needed. */
        public static final Ping INSTANCE = new Ping();
    }

    /**
     * Announces the end of the connection (Hub Protocol, <em>Close</em>).
     *
     * @param error the reason, or null for a regular end; an empty text is an error too
     * @param allowReconnect whether the client may reconnect by itself
     */
    record Close(@Nullable String error, boolean allowReconnect) implements HubMessage {}

    /**
     * Tells which messages have been received (Hub Protocol, <em>Ack</em>).
     *
     * @param sequenceId the id of the last message received
     */
    record Ack(long sequenceId) implements HubMessage {}

    /**
     * Tells which message comes next after a reconnect (Hub Protocol, <em>Sequence</em>).
     *
     * @param sequenceId the id of the next message
     */
    record Sequence(long sequenceId) implements HubMessage {}
}
