package io.hubplane.transport.websocket;

import java.lang.reflect.Field;

/** Finds fields of a container's object that the standard API hides. */
final class HiddenField {
    private HiddenField() {}

    /**
     * A field of a class or of one it extends, made accessible.
     *
     * @throws NoSuchFieldException if there is none with that name
     */
    static Field of(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(type.getName() + "." + name);
    }

    /** The value of an object's field; fails if it has none with that name. */
    static Object value(Object owner, String name) throws ReflectiveOperationException {
        return of(owner.getClass(), name).get(owner);
    }
}
