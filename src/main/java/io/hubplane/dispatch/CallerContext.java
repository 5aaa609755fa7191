package io.hubplane.dispatch;

import io.hubplane.concurrent.RunAs;
import io.hubplane.connection.Caller;
import io.hubplane.connection.Sender;
import io.hubplane.dispatch.model.AccessRule;
import io.hubplane.hub.HubCallerContext;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;

/** A connection as the application sees it during one request of the client. Safe for any thread. */
final class CallerContext implements HubCallerContext {
    private final Caller caller;
    private final String node;
    private final Sender sender;
    private final CallerIdentities identities;
    private final RunAs acting;
    /** The first context of the connection; it records whether the application has aborted the connection. */
    private final CallerContext first;

    private volatile boolean aborted;

    /** Makes the first context of a connection, on the thread that passes on what was received. */
    CallerContext(Caller caller, String node, CallerIdentities identities) {
        this.caller = caller;
        this.node = node;
        this.sender = caller.sender();
        this.identities = identities;
        this.acting = identities.of(sender);
        this.first = this;
    }

    private CallerContext(CallerContext first, Sender sender) {
        this.caller = first.caller;
        this.node = first.node;
        this.sender = sender;
        this.identities = first.identities;
        this.acting = identities.of(sender);
        this.first = first;
    }

    /** The identity that acts in what the client has sent. */
    RunAs acting() {
        return acting;
    }

    /** The context for the message being received; used by the thread that passes it on. */
    CallerContext now() {
        Sender current = caller.sender();
        return current == sender ? this : current == first.sender ? first : new CallerContext(first, current);
    }

    /** Whether the application has aborted the connection, so that calls which have not begun are dropped. */
    boolean wasAbortedHere() {
        return first.aborted;
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
        return sender.principal();
    }

    @Override
    public boolean isUserInRole(String role) {
        return role.equals(AccessRule.ANY_AUTHENTICATED) ? sender.principal().isPresent() : sender.isInRole(role);
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
        first.aborted = true;
        caller.abort();
    }

    @Override
    public boolean isAborted() {
        return first.aborted || !caller.isOpen();
    }
}
