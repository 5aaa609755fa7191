package io.hubplane.dispatch;

import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubInvocation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call as one filter sees it: with the arguments that the previous filter has passed on. */
final class FilteredInvocation implements HubInvocation {
    private final HubCallerContext caller;
    private final Class<?> hub;
    private final String methodName;
    private final @Nullable Method method;
    private final List<@Nullable Object> arguments;
    private final ReceivedCall received;

    FilteredInvocation(
            HubCallerContext caller,
            Class<?> hub,
            String methodName,
            @Nullable Method method,
            @Nullable Object[] arguments,
            ReceivedCall received) {
        this.caller = caller;
        this.hub = hub;
        this.methodName = methodName;
        this.method = method;
        this.arguments = Collections.unmodifiableList(Arrays.asList(arguments));
        this.received = received;
    }

    @Override
    public HubCallerContext caller() {
        return caller;
    }

    @Override
    public Class<?> hub() {
        return hub;
    }

    @Override
    public String methodName() {
        return methodName;
    }

    @Override
    public Optional<Method> method() {
        return Optional.ofNullable(method);
    }

    @Override
    public List<@Nullable Object> arguments() {
        return arguments;
    }

    @Override
    public boolean isStreaming() {
        return received.wantsStream();
    }

    @Override
    public Map<String, String> headers() {
        return Collections.unmodifiableMap(received.headers());
    }

    /** Leaves out the arguments: they may be secret. */
    @Override
    public String toString() {
        return hub.getSimpleName() + "." + methodName;
    }
}
