package io.hubplane.cdi;

import io.hubplane.dispatch.HubActivator;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import org.jspecify.annotations.Nullable;

/**
 * Lends a hub's CDI bean to its calls: a new instance for each call of a dependent hub, the same reference for all
 * calls of a hub with a scope. The request context is active while the call runs on its first thread, if the
 * application has request-scoped beans at all.
 */
final class HubBean implements HubActivator {
    private final BeanManager beans;
    private final Bean<?> bean;
    private final @Nullable RequestContexts requests;
    private final @Nullable Object shared;
    /** Null if the container makes the objects. */
    private final @Nullable HubObjects objects;

    HubBean(BeanManager beans, Bean<?> bean, @Nullable HubObjects objects, boolean activatesRequests) {
        this.beans = beans;
        this.bean = bean;
        this.requests = activatesRequests ? new RequestContexts(beans) : null;
        this.objects = objects;
        this.shared = bean.getScope() == Dependent.class ? null : reference(beans.createCreationalContext(bean));
    }

    private Object reference(CreationalContext<?> context) {
        return beans.getReference(bean, bean.getBeanClass(), context);
    }

    @Override
    public Lease lease() {
        RequestContexts.Active request = requests == null ? null : requests.activate();
        try {
            if (shared != null) {
                return new BeanLease(shared, null, request);
            }
            if (objects != null && !objects.ownsOthers()) {
                return new BeanLease(objects.make(null), null, request);
            }
            CreationalContext<?> context = beans.createCreationalContext(bean);
            return new BeanLease(objects == null ? reference(context) : objects.make(context), context, request);
        } catch (RuntimeException e) {
            if (request != null) {
                request.end();
            }
            throw e;
        }
    }
}
