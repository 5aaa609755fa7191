package io.hubplane.lifetime.routing;

import io.hubplane.backplane.Scope;
import java.util.List;

/**
 * The scopes by which the nodes of ASP.NET Core address each other.
 *
 * @param hub the hub's name
 */
record AspNetCoreScopes(String hub) {
    /** The group commands of all nodes. */
    Scope commands() {
        return new Scope(Scope.Kind.GROUP_COMMANDS, hub, "");
    }

    Scope acknowledgements(String node) {
        return new Scope(Scope.Kind.ACKNOWLEDGEMENTS, hub, node);
    }

    Scope connection(String connectionId) {
        return new Scope(Scope.Kind.CONNECTION, hub, connectionId);
    }

    /** The scopes that a node subscribes, with or without connections. */
    List<Scope> ofNode(String node) {
        return List.of(commands(), acknowledgements(node), new Scope(Scope.Kind.CLIENT_RESULTS, hub, node));
    }
}
