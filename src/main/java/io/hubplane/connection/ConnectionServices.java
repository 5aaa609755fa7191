package io.hubplane.connection;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What the connections of one hub share.
 *
 * @param services what all parts of the hub share
 * @param options how the connections behave
 * @param users determines the users of the connections
 * @param groupLimit how many groups each connection may be in
 * @param unusedTransports keeps the transports over which clients have sent nothing
 * @param aborts cuts off peers that take nothing
 * @param sendsAway whether the client of a connection that comes back is to go to another node instead
 * @param forget receives the token of each connection whose transport is gone
 */
record ConnectionServices(
        HubServices services,
        ConnectionOptions options,
        UserIdentification users,
        GroupMembership.Limit groupLimit,
        UnusedTransports unusedTransports,
        Aborts aborts,
        Predicate<String> sendsAway,
        Consumer<String> forget) {}
