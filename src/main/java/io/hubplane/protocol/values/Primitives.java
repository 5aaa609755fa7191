package io.hubplane.protocol.values;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.util.List;

/** Values of the primitive types: null is refused, a missing one is 0 or false. */
public final class Primitives {
    private static final List<Class<?>> ALL = List.of(
            boolean.class, byte.class, short.class, int.class, long.class, float.class, double.class, char.class);

    private Primitives() {}

    /**
     * Deserializers of all primitive types.
     *
     * @return a module, owned by the caller
     */
    @SuppressWarnings("unchecked") // each deserializer is registered for its own type
    public static SimpleModule module() {
        SimpleModule module = new SimpleModule("hubplane-primitives");
        ALL.forEach(
                type -> module.addDeserializer((Class<Object>) type, (JsonDeserializer<Object>) deserializer(type)));
        return module;
    }

    /**
     * The deserializer of one type.
     *
     * @param type a primitive type
     * @return its deserializer
     */
    public static JsonDeserializer<?> deserializer(Class<?> type) {
        return new PrimitiveDeserializer(type, NumberDeserializers.find(type, type.getName()));
    }
}
