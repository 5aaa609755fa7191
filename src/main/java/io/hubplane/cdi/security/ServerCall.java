package io.hubplane.cdi.security;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call of a server's own class by a method handle. Exceptions of the class are thrown unchanged. */
@FunctionalInterface
interface ServerCall {
    @Nullable
    Object make() throws Throwable;

    /** Makes a call that may return null. */
    static @Nullable Object orNull(ServerCall call) {
        try {
            return call.make();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e);
        }
    }

    /** Makes a call that never returns null. */
    static Object of(ServerCall call) {
        return Objects.requireNonNull(orNull(call));
    }
}
