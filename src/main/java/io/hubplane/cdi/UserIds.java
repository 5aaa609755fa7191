package io.hubplane.cdi;

import io.hubplane.connection.UserIdentification;
import io.hubplane.hub.HubRequest;
import io.hubplane.hub.UserIdProvider;
import io.hubplane.transport.RequestInfo;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Instance;
import java.security.Principal;
import java.util.Optional;

/** Finds the application's own way to identify users, if it has one. */
final class UserIds {
    private UserIds() {}

    /**
     * How users are identified.
     *
     * @param providers the application's beans
     * @return by the bean, or by the name of the principal if there is none
     * @throws AmbiguousResolutionException if there is more than one
     */
    static UserIdentification of(Instance<UserIdProvider> providers) {
        if (providers.isUnsatisfied()) {
            return UserIdentification.PRINCIPAL_NAME;
        }
        UserIdProvider provider = providers.get();
        return request -> provider.userIdentifier(new Request(request));
    }

    /** A request as the application sees it. */
    private record Request(RequestInfo request) implements HubRequest {
        @Override
        public Optional<Principal> user() {
            return request.principal();
        }

        @Override
        public Optional<String> header(String name) {
            return request.header(name);
        }

        @Override
        public Optional<String> queryParameter(String name) {
            return request.queryParameter(name);
        }

        @Override
        public Optional<String> cookie(String name) {
            return request.cookie(name);
        }
    }
}
