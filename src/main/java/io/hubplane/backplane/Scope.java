package io.hubplane.backplane;

import java.util.Objects;

/**
 * Who receives a backplane message.
 *
 * @param kind the kind of receivers
 * @param hub the hub's name; empty for the kinds that concern all hubs
 * @param name the group, user identifier, connection id or node id; empty for the kinds that need none
 */
public record Scope(Kind kind, String hub, String name) {
    public Scope {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(hub);
        Objects.requireNonNull(name);
    }

    /** The kinds of receivers. */
    public enum Kind {
        /** All connections of the hub. */
        ALL,
        /** The members of a group. */
        GROUP,
        /** The connections of a user. */
        USER,
        /** One node: messages about connections or requests of that node. */
        NODE,
        /** One connection; only when sharing the backplane with ASP.NET Core. */
        CONNECTION,
        /** Group commands, for every node; only when sharing the backplane with ASP.NET Core. */
        GROUP_COMMANDS,
        /** Answers to group commands, for one node; only when sharing the backplane with ASP.NET Core. */
        ACKNOWLEDGEMENTS,
        /** Client results, for one node; only when sharing the backplane with ASP.NET Core. */
        CLIENT_RESULTS,
        /** Signs of life, for every node, the publishing one included. */
        HEARTBEATS,
        /** One node, whatever its hubs: questions about its connections, and commands. */
        CLUSTER,
        /** Who is present: changes for every node, if the name is empty, and lists for one node. */
        PRESENCE;

        /** Whether messages have numbers, by which those that are lost, late or doubled are noticed. */
        public boolean isNumbered() {
            return this != HEARTBEATS && this != PRESENCE;
        }

        /** Whether the publishing node receives its own messages, too. */
        public boolean comesBack() {
            return this == HEARTBEATS;
        }
    }

    /**
     * Checks that one node at most subscribes to it: what is for it concerns that node or a connection of that node.
     *
     * @throws IllegalArgumentException if several nodes may
     */
    public void requireOneNode() {
        switch (kind) {
            case NODE, CONNECTION, ACKNOWLEDGEMENTS, CLIENT_RESULTS, CLUSTER -> {}
            case ALL, GROUP, USER, GROUP_COMMANDS, HEARTBEATS, PRESENCE ->
                throw new IllegalArgumentException("Several nodes may subscribe to " + this);
        }
    }

    /**
     * All connections of a hub.
     *
     * @param hub the hub's name
     * @return the scope
     */
    public static Scope all(String hub) {
        return new Scope(Kind.ALL, hub, "");
    }

    /**
     * The members of a group.
     *
     * @param hub the hub's name
     * @param group the group's name
     * @return the scope
     */
    public static Scope group(String hub, String group) {
        return new Scope(Kind.GROUP, hub, group);
    }

    /**
     * The connections of a user.
     *
     * @param hub the hub's name
     * @param user the user identifier
     * @return the scope
     */
    public static Scope user(String hub, String user) {
        return new Scope(Kind.USER, hub, user);
    }

    /**
     * One node.
     *
     * @param hub the hub's name
     * @param node the node's id
     * @return the scope
     */
    public static Scope node(String hub, String node) {
        return new Scope(Kind.NODE, hub, node);
    }

    /**
     * Where nodes tell each other that they live.
     *
     * @return the scope
     */
    public static Scope heartbeats() {
        return new Scope(Kind.HEARTBEATS, "", "");
    }

    /**
     * One node, whatever its hubs.
     *
     * @param node the node's id
     * @return the scope
     */
    public static Scope cluster(String node) {
        return new Scope(Kind.CLUSTER, "", node);
    }

    /**
     * Who is present.
     *
     * @param node the id of the only node that receives it; empty for all nodes
     * @return the scope
     */
    public static Scope presence(String node) {
        return new Scope(Kind.PRESENCE, "", node);
    }
}
