package io.hubplane.faults.application;

import io.hubplane.hub.HubRequest;
import io.hubplane.hub.UserIdProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Believes clients who they are. */
@ApplicationScoped
public class QueriedUsers implements UserIdProvider {
    @Override
    public Optional<String> userIdentifier(HubRequest request) {
        return request.queryParameter("user");
    }
}
