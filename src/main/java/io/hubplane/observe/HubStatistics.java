package io.hubplane.observe;

import java.util.Map;

/**
 * The state of one hub on this node at one moment. Its parts are read one after another while work goes on, so they may
 * belong to slightly different moments. Immutable.
 *
 * @param hub the hub's name: that of its class, unless {@code @Hub} gives another name
 * @param clients how many clients there are, from the negotiation until their transport has closed
 * @param connections how many connections there are: clients that have completed their handshake and have not ended
 * @param connectionsByTransport the same by the names of transports; a transport without connections is missing
 * @param connectionsByProtocol the same by the names of protocols; a protocol without connections is missing
 * @param users how many users have a connection here
 * @param groups how many groups have a member here
 * @param scopes how many scopes have a connection here: all, groups and users; the backplane subscribes one channel for
 *     each, and one or two more for the hub
 * @param calls how many calls have been received and have not ended, including those that wait for their turn
 * @param streams how many streams there are, in both directions together
 * @param clientResultsAwaited how many results this node still awaits from clients
 * @param clientResultsOwed how many questions clients of this node have not answered, including those of other nodes
 * @param groupChangesAwaited how many changes of groups other nodes have not answered
 * @param forwardedRequests how many HTTP requests this node has forwarded to other nodes that have not answered
 * @param unconfirmedAnswers how many answers to forwarded requests other nodes write and have not confirmed
 * @param waitingMessages how many messages wait in the queues of connections
 * @param waitingBytes how long those messages are, in bytes
 * @param slowClients how many clients have more waiting than their queue normally holds, which is allowed for a while
 * @param limitsReached how often clients have reached limits, by the names of {@link HubObserver#limitReached}; a limit
 *     that was never reached is missing
 * @param totals what has happened since the node began
 */
public record HubStatistics(
        String hub,
        int clients,
        int connections,
        Map<String, Integer> connectionsByTransport,
        Map<String, Integer> connectionsByProtocol,
        int users,
        int groups,
        int scopes,
        int calls,
        int streams,
        int clientResultsAwaited,
        int clientResultsOwed,
        int groupChangesAwaited,
        int forwardedRequests,
        int unconfirmedAnswers,
        long waitingMessages,
        long waitingBytes,
        int slowClients,
        Map<String, Long> limitsReached,
        Totals totals) {
    public HubStatistics {
        connectionsByTransport = Map.copyOf(connectionsByTransport);
        connectionsByProtocol = Map.copyOf(connectionsByProtocol);
        limitsReached = Map.copyOf(limitsReached);
    }

    /**
     * What has happened since the node began; the numbers never decrease.
     *
     * @param connectionsOpened how many connections have completed their handshake
     * @param messagesReceived how many hub messages clients have sent, including pings
     * @param bytesReceived the length of those messages without framing
     * @param messagesSent how many messages were given to the container, in frames
     * @param bytesSent the length of those messages
     * @param messagesDropped how many messages were dropped because a queue was full
     */
    public record Totals(
            long connectionsOpened,
            long messagesReceived,
            long bytesReceived,
            long messagesSent,
            long bytesSent,
            long messagesDropped) {}
}
