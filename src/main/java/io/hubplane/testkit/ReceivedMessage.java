package io.hubplane.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call of a client method, as a client received it. Immutable. */
public final class ReceivedMessage {
    private final ClientValues values;
    private final String method;
    private final JsonNode arguments;

    ReceivedMessage(ClientValues values, String method, JsonNode arguments) {
        this.values = values;
        this.method = method;
        this.arguments = arguments;
    }

    /**
     * The client method.
     *
     * @return its name
     */
    public String method() {
        return method;
    }

    /**
     * The arguments as a client in JavaScript sees them: maps, lists, strings, numbers, booleans and null.
     *
     * @return the arguments
     */
    public List<@Nullable Object> arguments() {
        List<@Nullable Object> decoded = new ArrayList<>();
        arguments.forEach(argument -> decoded.add(values.decoded(argument, Object.class)));
        return Collections.unmodifiableList(decoded);
    }

    /**
     * One argument.
     *
     * @param index its index, from 0
     * @param type the type to decode it as
     * @param <T> that type
     * @return the argument, null if null was sent
     * @throws IllegalArgumentException if there is no such argument or it does not fit the type
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // decoded as that type
    public <T extends @Nullable Object> T argument(int index, Class<T> type) {
        JsonNode argument = arguments.get(index);
        if (argument == null) {
            throw new IllegalArgumentException(this + " has no argument " + index);
        }
        return (T) values.decoded(argument, (Type) type);
    }

    /** As a call, for example {@code message(Ann, Hello)}. */
    @Override
    public String toString() {
        return method + SentMessage.shown(arguments());
    }
}
