package io.hubplane.connection;

import java.util.function.Consumer;

/**
 * What the connections of one hub share.
 *
 * @param services what all parts of the hub share
 * @param options how the connections behave
 * @param users tells whose they are
 * @param groupLimit how many groups each may be in
 * @param unusedTransports keeps the transports over which clients have said nothing
 * @param aborts cuts off who does not take what there is
 * @param forget told the token of each connection whose transport is gone
 */
record ConnectionServices(
        HubServices services,
        ConnectionOptions options,
        UserIdentification users,
        GroupMembership.Limit groupLimit,
        UnusedTransports unusedTransports,
        Aborts aborts,
        Consumer<String> forget) {}
