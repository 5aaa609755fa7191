package io.hubplane.delivery;

import io.hubplane.hub.ClientProxy;
import io.hubplane.hub.SingleClientProxy;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a method of a client interface does. */
sealed interface ClientMethod {
    /**
     * Carries the method out.
     *
     * @param self the object on which the method was called
     * @param clients the clients that the object stands for
     */
    @Nullable
    Object call(Object self, ClientProxy clients, @Nullable Object[] arguments) throws Throwable;

    /** Sends a message, and does not report the result. */
    record Tell(String name, List<Type> types) implements ClientMethod {
        @Override
        public @Nullable Object call(Object self, ClientProxy clients, @Nullable Object[] arguments) {
            CompletionStage<Void> unused = clients.send(name, DeclaredArguments.of(types, arguments));
            return null;
        }
    }

    /** Sends a message. */
    record Send(String name, List<Type> types) implements ClientMethod {
        @Override
        public Object call(Object self, ClientProxy clients, @Nullable Object[] arguments) {
            return clients.send(name, DeclaredArguments.of(types, arguments));
        }
    }

    /** Asks for a result. */
    record Ask(String name, List<Type> types, Type resultType, String description) implements ClientMethod {
        @Override
        public Object call(Object self, ClientProxy clients, @Nullable Object[] arguments) {
            if (clients instanceof SingleClientProxy client) {
                return client.invoke(resultType, name, DeclaredArguments.of(types, arguments));
            }
            throw new UnsupportedOperationException(
                    description + " awaits a result, which only a single client can give;"
                            + " call it on client(connectionId) or caller()");
        }
    }

    /** Runs a default method, which is written in Java. */
    record Default(MethodHandle method) implements ClientMethod {
        @Override
        public @Nullable Object call(Object self, ClientProxy clients, @Nullable Object[] arguments) throws Throwable {
            return method.bindTo(self).invokeWithArguments(arguments);
        }
    }
}
