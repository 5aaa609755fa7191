package io.hubplane.backplane.redis;

import io.hubplane.backplane.BackplaneException;
import io.hubplane.backplane.ClientResultAddress;
import io.hubplane.backplane.Scope;

/**
 * The names of the Redis channels: those of ASP.NET Core's Redis backplane, plus {@code :internal:node:} for a node.
 *
 * <pre>
 *   {prefix}{hub}:all                        {prefix}{hub}:internal:node:{node}
 *   {prefix}{hub}:group:{group}              {prefix}{hub}:internal:groups
 *   {prefix}{hub}:user:{user}                {prefix}{hub}:internal:ack:{node}
 *   {prefix}{hub}:connection:{connection}    {prefix}{hub}:internal:return:{node}
 *   {prefix}hubplane:nodes                   {prefix}hubplane:cluster:{node}
 *   {prefix}hubplane:presence:               {prefix}hubplane:presence:{node}
 * </pre>
 *
 * <p>A hub's name has no colon, so no two scopes share a channel. Other names may have any character. They are never
 * used as patterns.
 */
final class RedisChannels {
    private final String prefix;
    /** By what commands they are used. */
    private final PubSubCommands commands;

    RedisChannels(String prefix) {
        this(prefix, PubSubCommands.USUAL);
    }

    RedisChannels(String prefix, PubSubCommands commands) {
        this.prefix = prefix;
        this.commands = commands;
    }

    PubSubCommands commands() {
        return commands;
    }

    /**
     * The channel of a scope.
     *
     * @throws BackplaneException if the scope's name cannot be used in a channel's name
     */
    String of(Scope scope) {
        if (scope.hub().indexOf(':') >= 0) {
            throw new BackplaneException("Hub name '" + scope.hub() + "' has a colon; Redis channels could collide");
        }
        requireText(scope.hub());
        requireText(scope.name());
        String hub = prefix + scope.hub();
        return switch (scope.kind()) {
            case ALL -> hub + ":all";
            case GROUP -> hub + ":group:" + scope.name();
            case USER -> hub + ":user:" + scope.name();
            case NODE -> hub + ":internal:node:" + scope.name();
            case CONNECTION -> hub + ":connection:" + scope.name();
            case GROUP_COMMANDS -> hub + ":internal:groups";
            case ACKNOWLEDGEMENTS -> hub + ":internal:ack:" + scope.name();
            case CLIENT_RESULTS -> ClientResultAddress.of(hub, scope.name());
            case HEARTBEATS -> prefix + "hubplane:nodes";
            case CLUSTER -> prefix + "hubplane:cluster:" + scope.name();
            case PRESENCE -> prefix + "hubplane:presence:" + scope.name();
        };
    }

    /**
     * A channel that the node is always subscribed to: its subscribed connection always has one, and other nodes send
     * there what it has missed.
     */
    String control(String nodeId) {
        return prefix + "hubplane:control:" + nodeId;
    }

    /** The channel by which all Hubplane nodes tell each other what they have published. */
    String positions() {
        return prefix + "hubplane:positions";
    }

    /** A channel that nobody subscribes to; what is published there only shows whether Redis has the channels' slot. */
    String probe() {
        return prefix + "hubplane:probe";
    }

    /** Half a surrogate pair would become '?' in UTF-8, so two names would share a channel. */
    private static void requireText(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < name.length()
                        && Character.isLowSurrogate(name.charAt(i + 1));
                if (!pair) {
                    throw new BackplaneException(
                            "A hub, group, user or node name has half a surrogate pair at index " + i);
                }
                i++;
            }
        }
    }
}
