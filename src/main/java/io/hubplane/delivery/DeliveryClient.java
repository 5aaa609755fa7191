package io.hubplane.delivery;

import io.hubplane.hub.SingleClientProxy;
import io.hubplane.lifetime.Delivery;
import io.hubplane.lifetime.recipients.Recipients;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One client, to which a delivery sends. */
record DeliveryClient(Delivery delivery, String connectionId, Duration timeout) implements SingleClientProxy {
    @Override
    public CompletionStage<Void> send(String method, @Nullable Object... arguments) {
        return delivery.send(Recipients.connection(connectionId), Names.invocation(method, arguments));
    }

    @Override
    @SuppressWarnings("unchecked") // bound to the type; the caller promises that T is that type
    public <T extends @Nullable Object> CompletionStage<T> invoke(
            Type resultType, String method, @Nullable Object... arguments) {
        Objects.requireNonNull(resultType, "resultType is null");
        return (CompletionStage<T>) ClientAnswer.of(
                delivery.invoke(connectionId, Names.invocation(method, arguments), boxed(resultType), timeout));
    }

    @Override
    public SingleClientProxy answeringWithin(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("timeout is " + limit + ", must be longer than 0");
        }
        return new DeliveryClient(delivery, connectionId, limit);
    }

    private static Type boxed(Type type) {
        return type instanceof Class<?> raw ? MethodType.methodType(raw).wrap().returnType() : type;
    }
}
