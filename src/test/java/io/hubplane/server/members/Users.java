package io.hubplane.server.members;

import io.hubplane.hub.HubRequest;
import io.hubplane.hub.UserIdProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Identifies users in the application's own way. */
@ApplicationScoped
public class Users implements UserIdProvider {
    @Override
    public Optional<String> userIdentifier(HubRequest request) {
        return request.user().map(user -> "user:" + user.getName());
    }
}
