package io.hubplane.cdi;

import io.hubplane.dispatch.HubActivator;
import jakarta.enterprise.context.spi.CreationalContext;
import org.jspecify.annotations.Nullable;

/**
 * A hub object that is lent to one call.
 *
 * @param hub the object
 * @param context what is destroyed when the call is completed; null if nothing is
 * @param request the request context that ends when the call has returned; null if none is active
 */
record BeanLease(Object hub, @Nullable CreationalContext<?> context, RequestContexts.@Nullable Active request)
        implements HubActivator.Lease {
    @Override
    public void returned() {
        if (request != null) {
            request.end();
        }
    }

    @Override
    public void completed() {
        if (context != null) {
            context.release();
        }
    }
}
