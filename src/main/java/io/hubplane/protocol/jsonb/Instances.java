package io.hubplane.protocol.jsonb;

import java.lang.reflect.Constructor;

/** Makes the objects whose classes annotations name. */
final class Instances {
    private Instances() {}

    static <T> T of(Class<? extends T> type) {
        try {
            Constructor<? extends T> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    type.getName() + " cannot be created; it needs a constructor without parameters", e);
        }
    }
}
