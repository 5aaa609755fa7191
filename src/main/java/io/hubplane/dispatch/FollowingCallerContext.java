package io.hubplane.dispatch;

import io.hubplane.hub.HubCallerContext;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The connection of the running call, whichever it is. */
final class FollowingCallerContext implements HubCallerContext {
    private final Supplier<HubCallerContext> running;

    FollowingCallerContext(Supplier<HubCallerContext> running) {
        this.running = running;
    }

    @Override
    public String connectionId() {
        return running.get().connectionId();
    }

    @Override
    public Optional<String> userIdentifier() {
        return running.get().userIdentifier();
    }

    @Override
    public Optional<Principal> user() {
        return running.get().user();
    }

    @Override
    public boolean isUserInRole(String role) {
        return running.get().isUserInRole(role);
    }

    @Override
    public Map<String, Object> items() {
        return running.get().items();
    }

    @Override
    public String node() {
        return running.get().node();
    }

    @Override
    public String transport() {
        return running.get().transport();
    }

    @Override
    public Optional<String> header(String name) {
        return running.get().header(name);
    }

    @Override
    public Optional<String> queryParameter(String name) {
        return running.get().queryParameter(name);
    }

    @Override
    public Optional<String> cookie(String name) {
        return running.get().cookie(name);
    }

    @Override
    public void abort() {
        running.get().abort();
    }

    @Override
    public boolean isAborted() {
        return running.get().isAborted();
    }
}
