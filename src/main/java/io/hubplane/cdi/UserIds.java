package io.hubplane.cdi;

import io.hubplane.connection.UserIdentification;
import io.hubplane.hub.HubRequest;
import io.hubplane.hub.UserIdProvider;
import io.hubplane.transport.RequestInfo;
import java.security.Principal;
import java.util.Optional;

/** Finds the application's own way to identify users, if it has one. */
final class UserIds {
    private UserIds() {}

    /**
     * How users are identified.
     *
     * @param provider the application's bean, if it has one
     * @return by the bean, or by the name of the principal if there is none
     */
    static UserIdentification of(Optional<UserIdProvider> provider) {
        if (provider.isEmpty()) {
            return UserIdentification.PRINCIPAL_NAME;
        }
        UserIdProvider own = provider.get();
        return request -> own.userIdentifier(new Request(request));
    }

    /** A request, in the form that the application sees. */
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
