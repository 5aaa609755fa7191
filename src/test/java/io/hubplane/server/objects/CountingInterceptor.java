package io.hubplane.server.objects;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Records calls. */
@Counted
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class CountingInterceptor {
    @Inject
    private Ledger ledger;

    @AroundInvoke
    Object write(InvocationContext call) throws Exception {
        ledger.write("intercepted-" + call.getMethod().getName());
        return call.proceed();
    }
}
