package io.hubplane.observe;

/**
 * The state of a node's connection to the other nodes at one moment. Immutable.
 *
 * @param connected whether messages are exchanged with other nodes; true if there can be no other nodes
 * @param subscriptions how many channels are subscribed, or are to be
 * @param waitingMessages how many messages wait to be published
 * @param waitingBytes about how much memory they take, in bytes
 * @param published how many messages the carrier has taken since the node began
 * @param publishFailures how many messages it could not take
 * @param received how many messages have come from other nodes
 * @param missing how many messages of other nodes were lost on the way and could not be had again
 * @param recovered how many messages of other nodes were lost on the way and have come when they were asked for
 * @param interruptions how often the connection that receives messages broke
 */
public record BackplaneStatistics(
        boolean connected,
        int subscriptions,
        int waitingMessages,
        long waitingBytes,
        long published,
        long publishFailures,
        long received,
        long missing,
        long recovered,
        long interruptions) {
    /** For a node that runs alone, and for a backplane that counts nothing. */
    public static final BackplaneStatistics NONE = new BackplaneStatistics(true, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
