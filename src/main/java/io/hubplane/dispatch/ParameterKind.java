package io.hubplane.dispatch;

import io.hubplane.hub.Disconnection;
import io.hubplane.hub.Groups;
import io.hubplane.hub.HubCallerClients;
import io.hubplane.hub.HubCallerContext;
import io.hubplane.hub.HubClients;

/** Where the value of a hub method's parameter comes from. All but arguments are not sent by the client. */
enum ParameterKind {
    ARGUMENT,
    CONTEXT,
    CLIENTS,
    GROUPS,
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
        return type == Disconnection.class ? DISCONNECTION : ARGUMENT;
    }

    /** What the call itself provides for a parameter of this kind. */
    Object from(HubCall call) {
        return switch (this) {
            case CONTEXT -> call.context();
            case CLIENTS -> call.clients();
            case GROUPS -> call.groups();
            case ARGUMENT, DISCONNECTION -> throw new IllegalStateException(this + " is not part of a call");
        };
    }
}
