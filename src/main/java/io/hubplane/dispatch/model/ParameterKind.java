package io.hubplane.dispatch.model;

import io.hubplane.hub.CancellationToken;
import io.hubplane.hub.Disconnection;
import io.hubplane.hub.Groups;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubClients;
import java.util.concurrent.Flow;

/** The source of the value for a hub method's parameter. Arguments and streams come from the client. */
enum ParameterKind {
    ARGUMENT,
    CONTEXT,
    CLIENTS,
    GROUPS,
    STREAM,
    CANCELLATION,
    DISCONNECTION;

    static ParameterKind of(Class<?> type) {
        if (type == HubCallerContext.class) {
            return CONTEXT;
        }
        if (type == HubCallerClients.class || type == HubClients.class) {
            return CLIENTS;
        }
        if (type == Groups.class) {
            return GROUPS;
        }
        if (type == Flow.Publisher.class) {
            return STREAM;
        }
        if (type == CancellationToken.class) {
            return CANCELLATION;
        }
        return type == Disconnection.class ? DISCONNECTION : ARGUMENT;
    }

    /** Whether every call provides it, also the calls for connections. */
    boolean isOfEveryCall() {
        return this == CONTEXT || this == CLIENTS || this == GROUPS;
    }

    /** The value that the call itself provides for a parameter of this kind. */
    Object from(HubCall call) {
        return switch (this) {
            case CONTEXT -> call.context();
            case CLIENTS -> call.clients();
            case GROUPS -> call.groups();
            case ARGUMENT, STREAM, CANCELLATION, DISCONNECTION ->
                throw new IllegalStateException(this + " is not part of a call");
        };
    }
}
