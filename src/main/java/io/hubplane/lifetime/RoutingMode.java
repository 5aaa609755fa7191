package io.hubplane.lifetime;

/** How what is for one connection finds its node. */
public enum RoutingMode {
    /** A connection's id begins with its node's id, and everything for it goes to that node's channel. */
    NODE,
    /** As ASP.NET Core does, so that its nodes can share the backplane: a channel for each connection. */
    ASPNETCORE
}
