package io.hubplane.bench.loop;

import io.hubplane.protocol.Arguments;
import io.hubplane.protocol.HubMessage;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/** The most frequent kinds of messages. */
public enum Sample {
    /** A call with one text of 100 bytes. */
    TEXT(call("broadcastMessage", "x".repeat(100)), String.class),
    /** A call with a text, a number and an object of two members. */
    MIXED(call("moved", "ann", 12_345, new Point(17.25, -3)), String.class, int.class, Point.class),
    /** The answer to a call. */
    COMPLETION(HubMessage.Completion.ofResult("17", "done"), String.class),
    /** The most frequent message of an idle connection. */
    PING(HubMessage.Ping.INSTANCE);

    /** An object as applications send them. */
    record Point(double x, int y) {}

    @SuppressWarnings("ImmutableEnumChecker") // its values are
    private final HubMessage message;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<Type> types;

    Sample(HubMessage message, Type... types) {
        this.message = message;
        this.types = List.of(types);
    }

    private static HubMessage call(String target, Object... arguments) {
        return new HubMessage.Invocation(Map.of(), null, target, Arguments.of(arguments), List.of());
    }

    HubMessage message() {
        return message;
    }

    /** The types to which the receiver binds its values. */
    List<Type> types() {
        return types;
    }
}
