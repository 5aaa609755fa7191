package io.hubplane.lifetime;

/** How messages for one connection find its node. */
public enum RoutingMode {
    /** A connection's id begins with its node's id, and all its messages go to that node's channel. */
    NODE,
    /** As in ASP.NET Core, so that its nodes can share the backplane: a channel for each connection. */
    ASPNETCORE
}
