package io.hubplane.backplane;

import java.util.Optional;

/**
 * Where ASP.NET Core nodes want a client result sent: {@code {hub}:internal:return:{node}}, the channel of the node's
 * {@link Scope.Kind#CLIENT_RESULTS} without the prefix, which the Redis client there adds itself.
 */
public final class ClientResultAddress {
    private static final String MIDDLE = ":internal:return:";

    private ClientResultAddress() {}

    /**
     * The address of a node.
     *
     * @param hub the hub's name
     * @param node the node's name
     * @return the address
     */
    public static String of(String hub, String node) {
        return hub + MIDDLE + node;
    }

    /**
     * The scope an address stands for.
     *
     * @param hub the hub's name
     * @param address the address
     * @return the scope, or empty if it is not the address of a node for that hub
     */
    public static Optional<Scope> scope(String hub, String address) {
        String beginning = of(hub, "");
        return address.startsWith(beginning) && address.length() > beginning.length()
                ? Optional.of(new Scope(Scope.Kind.CLIENT_RESULTS, hub, address.substring(beginning.length())))
                : Optional.empty();
    }
}
