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
     * @return the connection, for good
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
     * @return the name as the hub declares it; the client's word if the hub has no such method
     */
    String methodName();

    /**
     * The method that will be called.
     *
     * @return the method; empty if there is none to be called, because the hub has no such method, the client may not
     *     call it, or what was sent does not fit it. {@link HubFilter.NextCall} then fails with the reason
     */
    Optional<Method> method();

    /**
     * What the method will be called with, one for each of its parameters, those that the hub fills in included.
     *
     * @return the arguments, null among them; empty if there is no {@link #method}
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
