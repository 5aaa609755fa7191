package io.hubplane.hub;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client's call as a {@link HubFilter} sees it. Immutable. */
public interface HubInvocation {
    /**
     * The connection that calls.
     *
     * @return the connection; usable after the call, too
     */
    HubCallerContext caller();

    /**
     * The hub that is called.
     *
     * @return the hub class
     */
    Class<?> hub();

    /**
     * The name of the method.
     *
     * @return the name as the hub declares it, or as the client sent it if the hub has no such method
     */
    String methodName();

    /**
     * The method that will be called.
     *
     * @return the method; empty if none can be called, because the hub has no such method, the client may not call it,
     *     or the arguments sent do not fit it. {@link HubFilter.NextCall} then fails with the reason
     */
    Optional<Method> method();

    /**
     * The arguments of the method, one for each of its parameters, including those that the hub fills in.
     *
     * @return the arguments, some may be null; empty if there is no {@link #method}
     */
    List<@Nullable Object> arguments();

    /**
     * Whether the client asks for a stream.
     *
     * @return whether it does
     */
    boolean isStreaming();

    /**
     * The headers of the message; those of the HTTP request are {@link HubCallerContext#header}.
     *
     * @return the headers by name, usually none
     */
    Map<String, String> headers();
}
