package io.hubplane.observe;

import java.util.Map;

/**
 * What one hub has on this node at some moment. Its parts are looked at one after another while everything goes on, so they
 * may be of slightly different moments. Immutable.
 *
 * @param hub the hub's name: that of its class, unless {@code @Hub} gives it another
 * @param clients how many clients there are, from the negotiation until their transport has closed
 * @param connections how many connections there are: clients that have completed their handshake and not ended
 * @param connectionsByTransport the same by the names of transports; those without any are missing
 * @param connectionsByProtocol the same by the names of protocols; those without any are missing
 * @param users how many users have a connection here
 * @param groups how many groups have a member here
 * @param scopes how many scopes have a connection here, everybody being one, besides groups and users; so many channels the
 *     backplane subscribes for the hub, and one or two more
 * @param calls how many calls have been received and have not ended, those that wait for their turn included
 * @param streams how many streams there are, of both directions together
 * @param clientResultsAwaited how many clients this node has asked for results that have not come
 * @param clientResultsOwed how many questions clients of this node have not answered, those of other nodes included
 * @param groupChangesAwaited how many changes of groups other nodes have not answered
 * @param forwardedRequests how many HTTP requests for connections of other nodes those have not answered
 * @param unconfirmedAnswers how many answers to forwarded requests other nodes write, and have not confirmed
 * @param waitingMessages how many messages wait in the queues of connections
 * @param waitingBytes how long those are, in bytes
 * @param slowClients how many clients have more waiting than their queue is for, as they may for a while
 * @param limitsReached how often clients have reached limits, by the names of {@link HubObserver#limitReached}; those that
 *     nobody has reached are missing
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
     * What has happened since the node began; never less than before.
     *
     * @param connectionsOpened how many connections have completed their handshake
     * @param messagesReceived how many hub messages clients have sent, pings included
     * @param bytesReceived how long those were without framing
     * @param messagesSent how many messages were handed to the container, in frames
     * @param bytesSent how long those were
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
