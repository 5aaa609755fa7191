package io.hubplane.dispatch;

import io.hubplane.hub.HubCallerContext;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;

/** A connection as the application sees it. */
final class CallerContext implements HubCallerContext {
    private final Caller caller;
    private final String node;
    private volatile boolean aborted;

    CallerContext(Caller caller, String node) {
        this.caller = caller;
        this.node = node;
    }

    /** Whether the application has aborted the connection: what the client sent is of no more interest. */
    boolean wasAbortedHere() {
        return aborted;
    }

    @Override
    public String connectionId() {
        return caller.id();
    }

    @Override
    public Optional<String> userIdentifier() {
        return caller.userIdentifier();
    }

    @Override
    public Optional<Principal> user() {
        return caller.principal();
    }

    @Override
    public boolean isUserInRole(String role) {
        return role.equals(AccessRule.ANY_AUTHENTICATED) ? caller.principal().isPresent() : caller.isUserInRole(role);
    }

    @Override
    public Map<String, Object> items() {
        return caller.items();
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public String transport() {
        return caller.transportName();
    }

    @Override
    public Optional<String> header(String name) {
        return caller.header(name);
    }

    @Override
    public Optional<String> queryParameter(String name) {
        return caller.queryParameter(name);
    }

    @Override
    public Optional<String> cookie(String name) {
        return caller.cookie(name);
    }

    @Override
    public void abort() {
        aborted = true;
        caller.abort();
    }

    @Override
    public boolean isAborted() {
        return aborted || !caller.isOpen();
    }
}
